using System.Net;
using System.Runtime.CompilerServices;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>What a worker of the loop keeps from query to query.</summary>
internal sealed class HandWorker
{
    private const int LongestReply = 64 * 1024;

    private readonly byte[] _reply = new byte[LongestReply];
    private readonly byte[] _scratch = new byte[LongestReply];

    /// <summary>The request.</summary>
    public HandBuffer Body { get; } = new();

    /// <summary>Reads a reply to its end; null when there is no complete answer in it.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Assessment?> ReadAsync(int status, Stream reply, CancellationToken cancellationToken)
    {
        int length = 0;
        for (int read; (read = await reply.ReadAsync(_reply.AsMemory(length), cancellationToken)) > 0;)
        {
            length += read;
        }

        return status == (int)HttpStatusCode.OK ? HandReply.Read(_reply.AsSpan(0, length), _scratch) : null;
    }
}
