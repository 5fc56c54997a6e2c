using System.Net;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Requests;

namespace Querent.Benchmarks.Limits.Rivals;

/// <summary>The wire, by bare HTTP, and real time.</summary>
internal sealed class WireWorld(Deployment deployment, byte[][] bodies, CancellationToken cancellationToken) : IRivalWorld, IDisposable
{
    private readonly HttpMessageInvoker _http = BareHttp.Create();
    private readonly Uri _url = deployment.ChatCompletionsUrl();

    public async Task<bool> SendAsync(int query)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(bodies[query % bodies.Length]) };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        message.Headers.TryAddWithoutValidation("api-key", deployment.Key);
        using HttpResponseMessage response = await _http.SendAsync(message, cancellationToken);
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.TooManyRequests => false,
            _ => throw new BenchmarkException($"The endpoint answered a rival with {(int)response.StatusCode}."),
        };
    }

    public Task WaitAsync(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, cancellationToken);

    public void Dispose() => _http.Dispose();
}
