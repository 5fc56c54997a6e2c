using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Querent.EndToEnd.Tests;

public class TlsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static CompletionRequest Request { get; } = new("""{"role":"user","content":"hello"}"""u8.ToArray(), """{"type":"text"}"""u8.ToArray(), null);

    [Fact]
    public async Task A_private_authority_is_trusted_and_a_client_certificate_shown()
    {
        using X509Certificate2 client = TlsServer.SelfSigned("client");
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1, client);
        await using ChatCompletionsTransport transport = To(server, Trusting(server, client));

        (await transport.SendAsync(Request, Token)).Reply!.Dispose();

        Assert.Equal(("HTTP/1.1", client.Thumbprint), Assert.Single(server.Requests));
    }

    [Fact]
    public async Task Without_the_certificate_that_is_demanded_there_is_no_connection()
    {
        using X509Certificate2 client = TlsServer.SelfSigned("client");
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1, client);
        await using ChatCompletionsTransport transport = To(server, Trusting(server));

        QueryError error = (await transport.SendAsync(Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_authority_that_nobody_vouches_for_is_not_trusted()
    {
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1);
        await using ChatCompletionsTransport transport = To(server, tls: null);

        QueryError error = (await transport.SendAsync(Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Connection, "No secure connection to the endpoint could be made. Check its certificate and any proxy in between."), (error.Kind, error.Message));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_change_after_the_transports_creation_has_no_effect()
    {
        using X509Certificate2 client = TlsServer.SelfSigned("client");
        await using TlsServer server = await TlsServer.StartAsync(HttpProtocols.Http1, client);
        SslClientAuthenticationOptions tls = Trusting(server, client);
        await using ChatCompletionsTransport transport = To(server, tls);
        tls.ClientCertificates!.Clear();
        tls.CertificateChainPolicy!.CustomTrustStore.Clear();

        (await transport.SendAsync(Request, Token)).Reply!.Dispose();

        Assert.Equal(client.Thumbprint, Assert.Single(server.Requests).Client);
    }

    [Theory]
    [InlineData(true, HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(true, HttpProtocols.Http1, "HTTP/1.1")]
    [InlineData(false, HttpProtocols.Http1AndHttp2, "HTTP/1.1")]
    public async Task HTTP2_is_spoken_where_it_is_asked_for_and_there(bool asked, HttpProtocols there, string spoken)
    {
        await using TlsServer server = await TlsServer.StartAsync(there);
        await using ChatCompletionsTransport transport = To(server, Trusting(server), asked);

        (await transport.SendAsync(Request, Token)).Reply!.Dispose();

        Assert.Equal((spoken, null), Assert.Single(server.Requests));
    }

    private static ChatCompletionsTransport To(TlsServer server, SslClientAuthenticationOptions? tls, bool http2 = false) => new(new ChatCompletionsOptions
    {
        Endpoint = server.Endpoint,
        Deployment = "m",
        ApiKey = "k",
        Connection = new() { Tls = tls, Http2 = http2 },
    });

    private static SslClientAuthenticationOptions Trusting(TlsServer server, X509Certificate2? client = null) => new()
    {
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { server.Certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        },
        ClientCertificates = client is null ? null : [client],
    };
}
