using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;

namespace Querent.Benchmarks.Web;

/// <summary>The web sample in a process of its own, on a free port.</summary>
internal sealed partial class TicketApiProcess : IAsyncDisposable
{
    private const string ListeningLine = "Now listening on: ";
    private const int SigTerm = 15;

    private readonly Process _process;

    private TicketApiProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);   // so that it never waits for its output to be read
    }

    public Uri Address { get; }

    /// <summary>Starts the sample on a deployment; it listens when this returns.</summary>
    public static async Task<TicketApiProcess> StartAsync(Deployment deployment, int maxConcurrency, CancellationToken cancellationToken)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "ticket-api");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder, "TicketApi.dll"), "--urls", "http://127.0.0.1:0", "--contentRoot", folder])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["Querent__Endpoint"] = deployment.Endpoint.ToString(),
                ["Querent__Deployment"] = deployment.Name,
                ["Querent__ApiKey"] = deployment.Key,
                ["Querent__MaxConcurrency"] = maxConcurrency.ToString(CultureInfo.InvariantCulture),
            },
        };
        Process process = Process.Start(start) ?? throw new BenchmarkException("samples/TicketApi could not be started.");
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains(ListeningLine, StringComparison.Ordinal))
            {
                return new TicketApiProcess(process, new Uri(line.Split(ListeningLine)[1].Trim()));
            }
        }

        throw new BenchmarkException("samples/TicketApi did not say where it listens.");
    }

    /// <summary>How many threads it has now; 0 where there is no /proc to tell.</summary>
    public int CountThreads()
    {
        string file = $"/proc/{_process.Id}/status";
        return File.Exists(file)
            ? int.Parse(File.ReadLines(file).First(line => line.StartsWith("Threads:", StringComparison.Ordinal))["Threads:".Length..], CultureInfo.InvariantCulture)
            : 0;
    }

    /// <summary>Tells it to stop, as a container's runtime does.</summary>
    public void Terminate() => _ = Kill(_process.Id, SigTerm);

    public async Task<int> UntilEndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
