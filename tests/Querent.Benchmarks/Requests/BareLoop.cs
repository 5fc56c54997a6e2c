using System.Diagnostics;
using System.Net;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;

namespace Querent.Benchmarks.Requests;

/// <summary>
/// What HTTP alone can do: as many workers as requests may be in flight, each of which posts the next body, reads its
/// reply to the end, and posts the next. Nothing is rendered, retried, timed out or parsed.
/// </summary>
internal sealed class BareLoop(Deployment deployment, int workers) : IDisposable
{
    private const int LongestReply = 64 * 1024;

    private readonly HttpMessageInvoker _http = BareHttp.Create();
    private readonly Uri _url = deployment.ChatCompletionsUrl();
    private readonly byte[][] _buffers = [.. Enumerable.Range(0, workers).Select(_ => new byte[LongestReply])];

    /// <summary>Sends every body once; returns the time from the first to the end of the last reply.</summary>
    public async Task<TimeSpan> RunAsync(byte[][] bodies, CancellationToken cancellationToken)
    {
        int next = -1;
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(_buffers.Select(buffer => Task.Run(() => WorkAsync(buffer), cancellationToken)));
        return Stopwatch.GetElapsedTime(started);

        async Task WorkAsync(byte[] buffer)
        {
            for (int index; (index = Interlocked.Increment(ref next)) < bodies.Length;)
            {
                await SendAsync(bodies[index], buffer, cancellationToken);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task SendAsync(byte[] body, byte[] buffer, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        message.Headers.TryAddWithoutValidation("api-key", deployment.Key);
        using HttpResponseMessage response = await _http.SendAsync(message, cancellationToken);
        Stream reply = response.Content.ReadAsStream(cancellationToken);
        while (await reply.ReadAsync(buffer, cancellationToken) > 0)
        {
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new BenchmarkException($"The endpoint answered the bare loop with {(int)response.StatusCode}.");
        }
    }
}
