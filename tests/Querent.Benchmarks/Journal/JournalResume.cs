using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Fanout;
using Querent.Benchmarks.Measuring;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Journal;

/// <summary>How soon a run that died has asked something new.</summary>
/// <param name="Restored">The rows that came out of the journal.</param>
/// <param name="FirstCallSeconds">From the opening of the journal to the first request.</param>
/// <param name="ProcessSeconds">From the start of the process to the first request.</param>
/// <param name="PeakMegabytes">The most memory resident.</param>
/// <param name="FileMegabytes">The journal's size.</param>
internal sealed record ResumeFigures(long Restored, double FirstCallSeconds, double ProcessSeconds, double PeakMegabytes, double FileMegabytes);

/// <summary>A run of many rows of which some are committed, started again in a process of its own.</summary>
internal static class JournalResume
{
    private const string Name = "resume-child";
    private const string Run = "resume";
    private const double Committed = 0.566;

    private static readonly Option<string> Endpoint = Options.Text("--endpoint", null, "URL", "The emulator.");
    private static readonly Option<string> File = Options.Text("--file", null, "FILE", "The journal.");
    private static readonly Option<int> Rows = Options.Whole("--of-rows", 100_000, least: 1, "Rows.");

    public static Command CreateChild()
    {
        var command = new Command(Name, "The process that goes on with a run.") { Endpoint, File, Rows };
        command.Hidden = true;
        command.SetAction(async (options, cancellationToken) =>
        {
            var deployment = new Deployment(new Uri(options.GetRequiredValue(Endpoint)), Deployment.DefaultName, Deployment.EmulatorKey, Deployment.DefaultApiVersion);
            ResumeFigures figures = await ResumeAsync(deployment, options.GetValue(Rows), options.GetRequiredValue(File), cancellationToken);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(figures));
            return ExitCode.Met;
        });
        return command;
    }

    public static async Task<ResumeFigures> MeasureAsync(Deployment deployment, int rows, string file, CancellationToken cancellationToken)
    {
        JournalFiles.Delete(file);
        await using (SqliteJournal journal = await SqliteJournal.OpenAsync(file, cancellationToken: cancellationToken))
        await using (var executor = new RowExecutor(deployment.CreateTransport()))
        {
            await foreach (RowOutcome<FourQuestions> _ in executor.RunAsync<FourQuestions, CaseFile>(new CaseFiles(0, (int)(rows * Committed)), new() { Journal = new(journal, Run) }, cancellationToken))
            {
            }
        }

        string program = Path.Combine(AppContext.BaseDirectory, "Querent.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, "journal", Name, "--endpoint", deployment.Endpoint.ToString(), "--file", file, "--of-rows", $"{rows}"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start) ?? throw new BenchmarkException($"dotnet {program} could not be started.");
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == ExitCode.Met
            ? JsonSerializer.Deserialize<ResumeFigures>(output)!
            : throw new BenchmarkException($"The process that was to go on with the run ended with {process.ExitCode}.");
    }

    private static async Task<ResumeFigures> ResumeAsync(Deployment deployment, int rows, string file, CancellationToken cancellationToken)
    {
        var coldStart = new ColdStart();
        double fileMegabytes = new FileInfo(file).Length / 1e6;
        using var process = Process.GetCurrentProcess();
        double before = (TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime()).TotalSeconds;
        await using SqliteJournal journal = await SqliteJournal.OpenAsync(file, cancellationToken: cancellationToken);
        await using var executor = new RowExecutor(new Named(deployment.CreateTransport(), coldStart));
        await foreach (RowOutcome<FourQuestions> _ in executor.RunAsync<FourQuestions, CaseFile>(new CaseFiles(0, rows), new() { Journal = new(journal, Run) }, cancellationToken))
        {
        }

        double first = coldStart.Milliseconds / 1000;
        return new ResumeFigures(executor.GetStatistics().RowsRestored, first - before, first, PeakMemory.ReadMegabytes(), fileMegabytes);
    }

    /// <summary>Notes the first request, and is the same model as what it sends through.</summary>
    private sealed class Named(ICompletionTransport transport, ColdStart coldStart) : ICompletionTransport
    {
        private readonly FirstSend _first = new(transport, coldStart);

        public string ModelIdentity => transport.ModelIdentity;

        public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken) => _first.SendAsync(request, cancellationToken);

        public ValueTask DisposeAsync() => _first.DisposeAsync();
    }
}
