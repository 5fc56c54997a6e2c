using System.CommandLine;
using System.CommandLine.Invocation;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Control;
using Querent.Benchmarks.Fanout;
using Querent.Benchmarks.Journal;
using Querent.Benchmarks.Limits;
using Querent.Benchmarks.Overhead;
using Querent.Benchmarks.Pool;
using Querent.Benchmarks.Soak;
using Querent.Benchmarks.Weather;
using Querent.Benchmarks.Web;

namespace Querent.Benchmarks;

/// <summary>The benchmarks: a command each.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        var root = new RootCommand("Measures Querent beside bare HTTP. Quiet machine, Release build: dotnet run -c Release --project tests/Querent.Benchmarks -- COMMAND")
        {
            PoolCommand.Create(),
            FanoutCommand.Create(),
            WebCommand.Create(),
            ControlCommand.Create(),
            OverheadCommand.Create(),
            LimitsCommand.Create(),
            WeatherCommand.Create(),
            JournalCommand.Create(),
            SoakCommand.CreateSoak(),
            SoakCommand.CreateScale(),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction mistake)
        {
            mistake.ShowHelp = false;
            await parsed.InvokeAsync();
            return ExitCode.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception exception) when (exception is BenchmarkException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return ExitCode.BadUsage;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return ExitCode.Stopped;
        }
    }
}
