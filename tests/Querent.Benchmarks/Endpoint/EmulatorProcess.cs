using System.Diagnostics;
using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Endpoint;

/// <summary>An emulator in a process of its own, on a free port, and the latencies that it says it served.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private const string EndpointLine = "export AZURE_OPENAI_ENDPOINT=";
    private const string Http2Line = "Over HTTP/2: ";

    private readonly Process _process;

    private EmulatorProcess(Process process, Uri endpoint, Uri http2Endpoint)
    {
        _process = process;
        Http2Endpoint = http2Endpoint;
        Control = new EmulatorControl(endpoint);
        Deployment = new Deployment(endpoint, Deployment.DefaultName, Deployment.EmulatorKey, Deployment.DefaultApiVersion);
    }

    public Deployment Deployment { get; }

    /// <summary>Where it listens for HTTP/2 without TLS.</summary>
    public Uri Http2Endpoint { get; }

    public EmulatorControl Control { get; }

    /// <summary>Starts an emulator that listens when this returns.</summary>
    /// <param name="latencyMilliseconds">How long it holds each answer.</param>
    /// <param name="stragglers">A share of the answers, and the milliseconds that it holds those.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    public static async Task<EmulatorProcess> StartAsync(int latencyMilliseconds, (double Share, int Milliseconds) stragglers, CancellationToken cancellationToken)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "emulator", "Querent.Emulator.dll");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                program,
                "--latency", latencyMilliseconds.ToString(CultureInfo.InvariantCulture),
                "--http2-port", "0",
                "--straggle", string.Create(CultureInfo.InvariantCulture, $"{stragglers.Share}={stragglers.Milliseconds}"),
            },
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start) ?? throw new BenchmarkException($"The emulator could not be started: dotnet {program}");
        try
        {
            Uri? endpoint = null;
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith(EndpointLine, StringComparison.Ordinal))
                {
                    endpoint = new Uri(line[EndpointLine.Length..]);
                }
                else if (line.StartsWith(Http2Line, StringComparison.Ordinal) && endpoint is not null)
                {
                    return new EmulatorProcess(process, endpoint, new Uri(line[Http2Line.Length..]));
                }
            }

            throw new BenchmarkException($"The emulator did not say where it listens: dotnet {program}");
        }
        catch
        {
            End(process);
            throw;
        }
    }

    /// <inheritdoc cref="EmulatorControl.BehaveAsync"/>
    public Task BehaveAsync(string options, CancellationToken cancellationToken) => Control.BehaveAsync(options, cancellationToken);

    /// <inheritdoc cref="EmulatorControl.ResetAsync"/>
    public Task ResetAsync(CancellationToken cancellationToken) => Control.ResetAsync(cancellationToken);

    /// <inheritdoc cref="EmulatorControl.ReadAsync"/>
    public Task<EmulatorCount> ReadCountAsync(CancellationToken cancellationToken) => Control.ReadAsync(cancellationToken);

    /// <summary>The latencies of all answers since the last reset.</summary>
    public async Task<ServedLatency> ReadServedAsync(CancellationToken cancellationToken) => (await ReadCountAsync(cancellationToken)).Served;

    public async ValueTask DisposeAsync()
    {
        End(_process);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        Control.Dispose();
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}
