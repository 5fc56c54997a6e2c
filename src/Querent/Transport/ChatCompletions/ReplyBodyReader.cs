using System.Buffers;
using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>Reads the replies of one deployment into results: the body up to its limit, then what it says.</summary>
internal sealed class ReplyBodyReader(int maxReplyBytes, TimeProvider timeProvider)
{
    private readonly ModelNames _models = new();

    /// <summary>Reads a reply. What breaks while the body comes in is thrown, for the transport to recognize.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CompletionResult> ReadAsync<THead>(THead head, Stream body, CancellationToken cancellationToken)
        where THead : struct, IReplyHead
    {
        int limit = head.Status == 200 ? maxReplyBytes : Math.Min(maxReplyBytes, ProviderError.MaxBytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(head.ContentLength ?? 4096, 1, limit));
        try
        {
            int length = 0;
            while (true)
            {
                int read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                length += read;
                if (length > limit)
                {
                    return new CompletionResult(new QueryError(QueryErrorKind.Malformed, $"The reply is longer than {limit} bytes, the most that is read.")
                    {
                        StatusCode = head.Status,
                        RequestId = RequestId.Read(head),
                    });
                }

                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }
            }

            ReadOnlySpan<byte> content = buffer.AsSpan(0, length);
            return head.Status == 200
                ? ChatCompletionsReply.Parse(content, _models, RequestId.Read(head))
                : new CompletionResult(ProviderError.Parse(head, content, timeProvider));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] buffer)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
