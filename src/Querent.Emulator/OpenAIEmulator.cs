using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Querent.Emulator;

/// <summary>
/// A local Azure OpenAI endpoint: checks each request as the service would, answers with deterministic content that
/// satisfies its schema, and plays latency and faults by rule. Every answer's <c>model</c> says that it is an emulator.
/// </summary>
/// <remarks>
/// Serves <c>POST /openai/v1/chat/completions</c>, <c>/openai/deployments/{deployment}/chat/completions?api-version=…</c>
/// and <c>/v1/chat/completions</c> on loopback, without TLS, with the key as <c>api-key</c> or as a bearer token; <c>GET /emulator/counters</c> and
/// <c>POST /emulator/counters/reset</c> show and reset the counters of one in another process.
/// </remarks>
public sealed class OpenAIEmulator : IAsyncDisposable
{
    /// <summary>The key unless <see cref="EmulatorOptions.ApiKey"/> names another. It opens nothing but an emulator.</summary>
    public const string DefaultApiKey = "emulator-key";

    /// <summary>The deployment unless <see cref="EmulatorOptions.Deployments"/> names others.</summary>
    public const string DefaultDeployment = "gpt-4o-mini";

    private readonly KestrelServer _server;
    private readonly EmulatorApplication _application;
    private readonly EmulatorOptions _options;
    private int _disposed;

    private OpenAIEmulator(KestrelServer server, EmulatorApplication application, EmulatorOptions options, Uri[] addresses)
    {
        _server = server;
        _application = application;
        _options = options;
        Endpoint = addresses[0];
        Http2Endpoint = addresses.ElementAtOrDefault(1);
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:PORT/</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where it listens for HTTP/2 without TLS; null unless <see cref="EmulatorOptions.Http2Port"/> is set.</summary>
    public Uri? Http2Endpoint { get; }

    /// <summary>A key that it accepts.</summary>
    public string ApiKey => _options.ApiKey ?? DefaultApiKey;

    /// <summary>The deployments that exist; empty when any name is accepted.</summary>
    public IReadOnlyList<string> Deployments => _options.Deployments;

    /// <summary>Starts an emulator that listens when this returns.</summary>
    /// <param name="options">How it behaves; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="ArgumentException">A quota makes no sense.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<OpenAIEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EmulatorOptions();
        var application = new EmulatorApplication(options);
        KestrelServer server = CreateServer(options);
        try
        {
            await server.StartAsync(application, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            server.Dispose();
            application.Dispose();
            throw;
        }

        Uri[] addresses = [.. server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address))];
        return new OpenAIEmulator(server, application, options, addresses);
    }

    /// <summary>What it has seen since its start or the last reset.</summary>
    public EmulatorCounters GetCounters() => _application.GetCounters();

    /// <summary>Forgets the counters and how often each prompt has come: the next time is its first attempt again.</summary>
    public void ResetCounters() => _application.ResetCounters();

    /// <summary>Changes what deployments take, at once. What present windows have taken stays taken where windows stay as they are.</summary>
    /// <param name="quota">The quota; null for none. Its <see cref="EmulatorQuota.Changes"/> are counted from now.</param>
    /// <param name="deployment">Whose; null for all deployments that have none of their own.</param>
    /// <exception cref="ArgumentException">The quota makes no sense; nothing has changed.</exception>
    public void SetQuota(EmulatorQuota? quota, string? deployment = null) => _application.Behavior.Quotas.Set(quota, deployment);

    /// <summary>Changes what goes wrong, at once; requests that have been struck stay struck.</summary>
    /// <param name="faults">The rules that take the place of those in force; none lets everything pass.</param>
    public void SetFaults(IReadOnlyList<FaultRule> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        _application.Behavior.SetFaults(faults);
    }

    /// <summary>Changes how long answers are held, for requests that arrive from now on.</summary>
    /// <param name="latency">The latency.</param>
    public void SetLatency(EmulatorLatency latency)
    {
        ArgumentNullException.ThrowIfNull(latency);
        _application.Behavior.Latency = latency;
    }

    /// <summary>Ends once at least so many requests have arrived and are not yet answered.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForInFlightAsync(int count, CancellationToken cancellationToken = default) =>
        _application.Counters.WaitAsync((_, inFlight) => inFlight >= count, cancellationToken);

    /// <summary>Ends once so many requests have arrived since the start or the last reset.</summary>
    /// <param name="count">At least 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForAttemptsAsync(long count, CancellationToken cancellationToken = default) =>
        _application.Counters.WaitAsync((attempts, _) => attempts >= count, cancellationToken);

    /// <summary>Ends once nothing is in flight.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task WaitForIdleAsync(CancellationToken cancellationToken = default) =>
        _application.Counters.WaitAsync((_, inFlight) => inFlight == 0, cancellationToken);

    /// <summary>Stops listening and drops what is in flight; its clients see their connections end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _application.Stop();
        await _server.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _server.Dispose();
        _application.Dispose();
    }

    // Kestrel without a host: nothing logged, no signals taken, no configuration read, listening within milliseconds.
    private static KestrelServer CreateServer(EmulatorOptions emulator)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, emulator.Port, listen => listen.Protocols = HttpProtocols.Http1);
        if (emulator.Http2Port is { } http2Port)
        {
            options.Listen(IPAddress.Loopback, http2Port, listen => listen.Protocols = HttpProtocols.Http2);
        }

        var transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions { Backlog = 4096 }), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }
}
