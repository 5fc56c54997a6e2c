namespace Querent;

/// <summary>What a handler of the caller's must not do.</summary>
internal static class CallersHandler
{
    /// <exception cref="ArgumentException">The handler at the end of the chain follows redirects.</exception>
    public static void Validate(HttpMessageHandler handler)
    {
        HttpMessageHandler? last = handler;
        while (last is DelegatingHandler { InnerHandler: { } inner })
        {
            last = inner;
        }

        if (last is SocketsHttpHandler { AllowAutoRedirect: true } or HttpClientHandler { AllowAutoRedirect: true })
        {
            throw new ArgumentException("The handler follows redirects, and the key would go along to wherever they lead. Set AllowAutoRedirect = false on its SocketsHttpHandler or HttpClientHandler.", nameof(handler));
        }
    }
}
