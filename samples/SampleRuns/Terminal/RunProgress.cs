using System.Globalization;
using Querent;
using Spectre.Console;

namespace SampleRuns.Terminal;

/// <summary>Shows how a run goes while it goes: a bar where there is a terminal, a line now and then where there is none.</summary>
public sealed class RunProgress(IAnsiConsole console, TimeProvider clock)
{
    private static readonly TimeSpan FrameInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(2);

    /// <summary>Shows the progress of some work until it has ended, in whatever way.</summary>
    /// <param name="work">Adds to the tally.</param>
    /// <param name="tally">What the work has brought so far.</param>
    /// <param name="executor">What the work runs on.</param>
    /// <param name="rows">The most rows that there will be.</param>
    public Task ShowAsync(Task work, RunTally tally, RowExecutor executor, int rows)
        => console.Profile.Capabilities.Interactive
            ? ShowBarAsync(work, tally, executor, rows)
            : ShowLinesAsync(work, tally, executor, rows);

    private async Task ShowBarAsync(Task work, RunTally tally, RowExecutor executor, int rows)
    {
        Progress progress = console.Progress().Columns(
            new ProgressBarColumn { Width = 30 },
            new TaskDescriptionColumn { Alignment = Justify.Left });
        await progress.StartAsync(async context =>
        {
            ProgressTask bar = context.AddTask("starting", maxValue: rows);
            do
            {
                Update(bar);
                context.Refresh();
            }
            while (!await EndedAsync(work, FrameInterval));

            if (work.IsCompletedSuccessfully)
            {
                bar.MaxValue = Math.Max(1, tally.Read().Rows);   // the file may have had fewer
            }

            Update(bar);
        });

        void Update(ProgressTask bar)
        {
            RunResult now = tally.Read();
            bar.Value = now.Rows;
            bar.Description = string.Create(
                CultureInfo.InvariantCulture,
                $"{now.Rows}/{bar.MaxValue} rows  [green]{now.Answered} answered[/]  [{(now.Failed > 0 ? "red" : "grey")}]{now.Failed} failed[/]  {now.RowsPerSecond:0} rows/s  [grey]{Attempts(executor)}[/]");
        }
    }

    private async Task ShowLinesAsync(Task work, RunTally tally, RowExecutor executor, int rows)
    {
        while (!await EndedAsync(work, LineInterval))
        {
            RunResult now = tally.Read();
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{now.Rows}/{rows} rows, {now.Answered} answered, {now.Failed} failed, {now.RowsPerSecond:0} rows/s, {Attempts(executor)}"));
        }
    }

    // Attempts that fail are tried again later: where every one does, this is the only sign of it for a while.
    private static string Attempts(RowExecutor executor)
    {
        ExecutorStatistics attempts = executor.GetStatistics();
        string failed = attempts.AttemptsFailed > 0 ? $", {attempts.AttemptsFailed} attempts failed so far" : "";
        return $"{attempts.InFlight} in flight{failed}";
    }

    private async Task<bool> EndedAsync(Task work, TimeSpan within)
        => await Task.WhenAny(work, Task.Delay(within, clock, CancellationToken.None)) == work;
}
