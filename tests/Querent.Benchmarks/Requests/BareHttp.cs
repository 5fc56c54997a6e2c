namespace Querent.Benchmarks.Requests;

/// <summary>HTTP with nothing on top, set up as <see cref="ChatCompletionsTransport"/> sets it up.</summary>
internal static class BareHttp
{
    public static HttpMessageInvoker Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
    });
}
