using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Querent;

/// <summary>The client that <see cref="IHttpClientFactory"/> keeps for an executor.</summary>
internal static class FactoryClient
{
    public static IHttpClientBuilder Add(IServiceCollection services, ExecutorRegistration registration)
    {
        string name = registration.HttpClientName!;
        IHttpClientBuilder client = services.AddHttpClient(name);
        client.ConfigurePrimaryHttpMessageHandler(provider => ConnectionHandler.Create(
            null, provider.GetRequiredService<IOptionsMonitor<QuerentOptions>>().Get(registration.OptionsName).Endpoint!));
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
        while (primary is DelegatingHandler { InnerHandler: { } inner })
        {
            primary = inner;
        }

        switch (primary)
        {
            case SocketsHttpHandler sockets when sockets.AllowAutoRedirect || sockets.UseCookies:
                (sockets.AllowAutoRedirect, sockets.UseCookies) = (false, false);
                break;
            case HttpClientHandler client when client.AllowAutoRedirect || client.UseCookies:
                (client.AllowAutoRedirect, client.UseCookies) = (false, false);
                break;
        }
    }
}
