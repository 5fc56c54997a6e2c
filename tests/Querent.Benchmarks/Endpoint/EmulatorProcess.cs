using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Endpoint;

/// <summary>An emulator in a process of its own, on a free port, and the latencies that it says it served.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private const string EndpointLine = "export AZURE_OPENAI_ENDPOINT=";

    private readonly Process _process;
    private readonly HttpClient _counters = new();

    private EmulatorProcess(Process process, Uri endpoint)
    {
        _process = process;
        Deployment = new Deployment(endpoint, Deployment.DefaultName, Deployment.EmulatorKey, Deployment.DefaultApiVersion);
    }

    public Deployment Deployment { get; }

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
                "--straggle", string.Create(CultureInfo.InvariantCulture, $"{stragglers.Share}={stragglers.Milliseconds}"),
            },
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start) ?? throw new BenchmarkException($"The emulator could not be started: dotnet {program}");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith(EndpointLine, StringComparison.Ordinal))
                {
                    return new EmulatorProcess(process, new Uri(line[EndpointLine.Length..]));
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

    /// <summary>Forgets what was served so far.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _counters.PostAsync(new Uri(Deployment.Endpoint, "emulator/counters/reset"), null, cancellationToken);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>What was served since the last reset.</summary>
    public async Task<ServedLatency> ReadServedAsync(CancellationToken cancellationToken)
    {
        byte[] body = await _counters.GetByteArrayAsync(new Uri(Deployment.Endpoint, "emulator/counters"), cancellationToken);
        using var counters = JsonDocument.Parse(body);
        JsonElement served = counters.RootElement.GetProperty("served_latency_ms");
        return new ServedLatency(
            served.GetProperty("count").GetInt64(),
            TimeSpan.FromMilliseconds(served.GetProperty("mean").GetDouble()));
    }

    public async ValueTask DisposeAsync()
    {
        End(_process);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _counters.Dispose();
    }

    private static void End(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
    }
}

/// <summary>The latencies really served: from a request's arrival at the emulator to the moment before its answer was written.</summary>
/// <param name="Count">How many answers.</param>
/// <param name="Mean">Exact.</param>
internal readonly record struct ServedLatency(long Count, TimeSpan Mean);
