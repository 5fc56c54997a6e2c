using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Requests;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>Over <see cref="HttpMessageInvoker"/>.</summary>
internal sealed class HttpWire(Deployment deployment) : IHandWire
{
    private readonly HttpMessageInvoker _http = BareHttp.Create();
    private readonly Uri _url = deployment.ChatCompletionsUrl();

    public async ValueTask<Assessment?> AskAsync(HandWorker worker, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new HandContent(worker.Body.Written) };
        message.Headers.TryAddWithoutValidation("api-key", deployment.Key);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, cancellationToken);
            return await worker.ReadAsync((int)response.StatusCode, response.Content.ReadAsStream(cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}
