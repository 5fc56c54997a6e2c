using System.Net.Security;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Querent.Tests.Transport;

public class ConnectionTests
{
    [Fact]
    public void Limits_and_lifetimes_are_the_handlers()
    {
        SocketsHttpHandler handler = Create(new() { MaxConnections = 7, Lifetime = TimeSpan.FromMinutes(3), ConnectTimeout = Timeout.InfiniteTimeSpan });

        Assert.Equal((7, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan), (handler.MaxConnectionsPerServer, handler.PooledConnectionLifetime, handler.ConnectTimeout));
    }

    [Fact]
    public void By_default_the_executor_alone_limits_and_a_moved_endpoint_is_found_again()
    {
        SocketsHttpHandler handler = Create(null);

        Assert.Equal((int.MaxValue, TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(15)), (handler.MaxConnectionsPerServer, handler.PooledConnectionLifetime, handler.ConnectTimeout));
        Assert.False(handler.AllowAutoRedirect);
        Assert.False(handler.UseCookies);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_limit_below_1_is_refused(int limit) => Assert.Equal(
        ("MaxConnections", "Connection.MaxConnections must be at least 1, or null for no limit."),
        Ask.Refusal(options => options with { Connection = new() { MaxConnections = limit } }));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(3_000_000)]
    public void A_time_that_makes_no_sense_is_refused(int seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);

        Assert.Equal(
            ("Lifetime", "Connection.Lifetime must be longer than 0 and at most 24 days, or Timeout.InfiniteTimeSpan."),
            Ask.Refusal(options => options with { Connection = new() { Lifetime = time } }));
        Assert.Equal(
            ("ConnectTimeout", "Connection.ConnectTimeout must be longer than 0 and at most 24 days, or Timeout.InfiniteTimeSpan."),
            Ask.Refusal(options => options with { Connection = new() { ConnectTimeout = time } }));
    }

    [Fact]
    public void Every_one_of_the_TLS_options_is_copied()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(SelfSigned());
        var options = new SslClientAuthenticationOptions
        {
            AllowRenegotiation = false,
            AllowTlsResume = false,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            CertificateChainPolicy = new X509ChainPolicy { VerificationFlags = X509VerificationFlags.IgnoreRootRevocationUnknown },
            CertificateRevocationCheckMode = X509RevocationMode.Online,
            ClientCertificateContext = null,
            ClientCertificates = [certificate],
            EnabledSslProtocols = SslProtocols.Tls13,
            EncryptionPolicy = EncryptionPolicy.RequireEncryption,
            LocalCertificateSelectionCallback = (_, _, _, _, _) => null!,
            RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None,
            TargetHost = "r.example",
        };
        if (OperatingSystem.IsLinux())
        {
            options.AllowRsaPkcs1Padding = false;
            options.AllowRsaPssPadding = false;
            options.CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_AES_256_GCM_SHA384]);
        }

        SslClientAuthenticationOptions copy = TlsOptions.Copy(options);

        // ClientCertificateContext needs a private key, and the policy and the collections are copies of their own.
        string[] others = [nameof(options.CertificateChainPolicy), nameof(options.ClientCertificates), nameof(options.ApplicationProtocols)];
        Assert.All(
            typeof(SslClientAuthenticationOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => !others.Contains(property.Name)),
            property => Assert.Equal(property.GetValue(options), property.GetValue(copy)));
        Assert.Equal(options.CertificateChainPolicy.VerificationFlags, copy.CertificateChainPolicy!.VerificationFlags);
        Assert.NotSame(options.CertificateChainPolicy, copy.CertificateChainPolicy);
        Assert.Equal<X509Certificate>([certificate], copy.ClientCertificates!.Cast<X509Certificate>());
        Assert.NotSame(options.ClientCertificates, copy.ClientCertificates);
        Assert.Equal(options.ApplicationProtocols, copy.ApplicationProtocols);
        Assert.NotSame(options.ApplicationProtocols, copy.ApplicationProtocols);
    }

    private static SocketsHttpHandler Create(ChatCompletionsConnection? connection) => ConnectionHandler.Create(connection, new Uri("https://r.example"));

    private static byte[] SelfSigned()
    {
        using var key = System.Security.Cryptography.ECDsa.Create();
        using X509Certificate2 certificate = new CertificateRequest("CN=r.example", key, System.Security.Cryptography.HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        return certificate.Export(X509ContentType.Cert);
    }
}
