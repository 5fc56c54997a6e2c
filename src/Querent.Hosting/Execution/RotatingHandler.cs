namespace Querent;

/// <summary>Sends each request through the handler that the factory has at the time.</summary>
internal sealed class RotatingHandler(IHttpMessageHandlerFactory factory, string name) : HttpMessageHandler
{
    private static readonly HttpRequestOptionsKey<HttpMessageHandler> Handler = new("Querent.Handler");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpMessageHandler handler = factory.CreateHandler(name);
        request.Options.Set(Handler, handler);   // the factory disposes of a chain once nothing refers to it, and the reply is still to be read
        return new HttpMessageInvoker(handler, disposeHandler: false).SendAsync(request, cancellationToken);
    }
}
