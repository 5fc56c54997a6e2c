using System.CommandLine;
using System.Globalization;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;

namespace Querent.Benchmarks.Journal;

/// <summary><c>journal</c>: what it costs to keep a run's answers, and how soon a run that died goes on.</summary>
internal static class JournalCommand
{
    private const double LeastRatio = 0.9;
    private const double MostSeconds = 2;

    private static readonly Option<int> Rows = Options.Whole("--rows", 20_000, least: 1000, "Rows of each measured run.");
    private static readonly Option<int> Rounds = Options.Whole("--rounds", 5, least: 1, "Rounds, each a run without and one with a journal.");
    private static readonly Option<int> Concurrency = Options.Whole("--concurrency", 64, least: 1, "Queries in flight at a time.");
    private static readonly Option<int> ResumeRows = Options.Whole("--resume-rows", 100_000, least: 0, "Rows of the run that is started again, of which 566 in 1,000 are committed; 0 leaves it out.");
    private static readonly Option<string> Folder = Options.Text("--folder", Path.GetTempPath(), "PATH", "Where the journals lie: on the disk that is to be measured.");

    public static Command Create()
    {
        var command = new Command("journal", "Throughput with a SQLite journal beside that without, bytes on disk, and the time to the first new call of a run that is started again.")
        {
            Rows, Rounds, Concurrency, ResumeRows, Folder,
            JournalResume.CreateChild(),
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult options, CancellationToken cancellationToken)
    {
        await using EmulatorProcess emulator = await EmulatorProcess.StartAsync(0, default, cancellationToken);
        string file = Path.Combine(options.GetRequiredValue(Folder), $"querent-journal-{Environment.ProcessId}.db");
        try
        {
            var throughput = new JournalThroughput(emulator.Deployment, options.GetValue(Concurrency), file);
            (double ratio, string table) = await throughput.MeasureAsync(options.GetValue(Rows), options.GetValue(Rounds), cancellationToken);
            await Console.Out.WriteLineAsync(table);
            bool isMet = Judge($"Throughput with a journal ÷ without: {ratio:0.000}; goal {LeastRatio} at least", ratio >= LeastRatio);
            if (options.GetValue(ResumeRows) is > 0 and int rows)
            {
                ResumeFigures resume = await JournalResume.MeasureAsync(emulator.Deployment, rows, file, cancellationToken);
                await Console.Out.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows} rows, {resume.Restored} of them committed: the first new call {resume.FirstCallSeconds:0.00} s after the run was started ({resume.ProcessSeconds:0.00} s after its process), peak RSS {resume.PeakMegabytes:0} MB, journal {resume.FileMegabytes:0} MB"));
                isMet &= Judge($"The first new call: goal {MostSeconds} s at most", resume.FirstCallSeconds <= MostSeconds);
            }

            return isMet ? ExitCode.Met : ExitCode.Missed;
        }
        finally
        {
            JournalFiles.Delete(file);
        }
    }

    private static bool Judge(FormattableString claim, bool isMet)
    {
        Console.WriteLine($"{claim.ToString(CultureInfo.InvariantCulture)}: {(isMet ? "met" : "NOT met")}.");
        return isMet;
    }
}
