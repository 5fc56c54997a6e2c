using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Querent.EndToEnd.Tests;

/// <summary>A server whose certificate nobody knows, and which may demand one of its clients.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private const string Answer = """{"choices":[{"message":{"content":"{}"},"finish_reason":"stop"}]}""";

    private readonly WebApplication _application;

    private TlsServer(WebApplication application, X509Certificate2 certificate)
    {
        _application = application;
        Certificate = certificate;
    }

    public X509Certificate2 Certificate { get; }

    public Uri Endpoint => new(_application.Urls.First());

    /// <summary>Each request's protocol, and the thumbprint of the certificate that its client showed.</summary>
    public ConcurrentQueue<(string Protocol, string? Client)> Requests { get; } = new();

    public static async Task<TlsServer> StartAsync(HttpProtocols protocols, X509Certificate2? client = null)
    {
        X509Certificate2 certificate = SelfSigned("server");
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = protocols;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = certificate,
                ClientCertificateMode = client is null ? ClientCertificateMode.NoCertificate : ClientCertificateMode.RequireCertificate,
                ClientCertificateValidation = (shown, _, _) => shown.Thumbprint == client!.Thumbprint,
            });
        }));
        WebApplication application = builder.Build();
        var server = new TlsServer(application, certificate);
        application.Run(context =>
        {
            server.Requests.Enqueue((context.Request.Protocol, context.Connection.ClientCertificate?.Thumbprint));
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(Answer);
        });
        await application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Certificate.Dispose();
    }
}
