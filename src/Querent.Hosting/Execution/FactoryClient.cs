using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Querent;

/// <summary>The client that <see cref="IHttpClientFactory"/> keeps for an executor.</summary>
internal static class FactoryClient
{
    public static IHttpClientBuilder Add(IServiceCollection services, ExecutorRegistration registration)
    {
        string name = registration.HttpClientName!;
        IHttpClientBuilder client = services.AddHttpClient(name);
        client.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        });
        services.PostConfigure<HttpClientFactoryOptions>(name, static options =>
        {
            options.ShouldRedactHeaderValue = static _ => true;   // the key is in a header
            options.HttpMessageHandlerBuilderActions.Add(static builder => KeepToTheEndpoint(builder.PrimaryHandler));
        });
        return client;
    }

    // A handler of the caller's follows redirects by default, and would take the key to wherever they lead.
    private static void KeepToTheEndpoint(HttpMessageHandler primary)
    {
        switch (primary)
        {
            case SocketsHttpHandler { AllowAutoRedirect: true } or SocketsHttpHandler { UseCookies: true }:
                var sockets = (SocketsHttpHandler)primary;
                (sockets.AllowAutoRedirect, sockets.UseCookies) = (false, false);
                break;
            case HttpClientHandler { AllowAutoRedirect: true } or HttpClientHandler { UseCookies: true }:
                var client = (HttpClientHandler)primary;
                (client.AllowAutoRedirect, client.UseCookies) = (false, false);
                break;
        }
    }
}
