using System.Diagnostics;
using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Fanout;

/// <summary>
/// A run of <c>fanout</c> with one transport in a process of its own, so that no transport's run finds code compiled,
/// connections open or memory in use that are another's doing.
/// </summary>
internal static class FanoutChild
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Querent.Benchmarks.dll");

    public static async Task<FanoutReport> RunAsync(FanoutPlan plan, FanoutTransport transport, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. FanoutOptions.ArgumentsFor(plan, transport)]) { RedirectStandardOutput = true };
        start.Environment[FanoutOptions.KeyVariable] = plan.Deployment.Key;   // not an argument, which anyone could list
        using Process process = Process.Start(start) ?? throw new BenchmarkException($"A process for {transport.Name} could not be started: dotnet {Program}");
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode is ExitCode.Met or ExitCode.Missed
                ? FanoutReport.Parse(output)
                : throw new BenchmarkException(string.Create(CultureInfo.InvariantCulture, $"The process for {transport.Name} ended with {process.ExitCode}, and nothing was measured; it said why above."));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
