namespace Querent;

/// <summary>The transport's own connections.</summary>
internal static class ConnectionHandler
{
    public static SocketsHttpHandler Create(ChatCompletionsConnection? connection, Uri url)
    {
        connection ??= new ChatCompletionsConnection();
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = connection.ConnectTimeout,
            PooledConnectionLifetime = connection.Lifetime,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
            EnableMultipleHttp2Connections = true,
            Proxy = connection.Proxy,
            // Over http the system's proxy would read the key that may travel on this machine only.
            UseProxy = connection.Proxy is not null || !url.IsLoopback,
        };
        if (connection.MaxConnections is { } most)
        {
            handler.MaxConnectionsPerServer = most;
        }

        if (connection.Tls is { } tls)
        {
            handler.SslOptions = TlsOptions.Copy(tls);
        }

        return handler;
    }
}
