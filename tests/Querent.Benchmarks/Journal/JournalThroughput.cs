using System.Globalization;
using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Journal;

/// <summary>The same rows without and with a journal, in turns.</summary>
internal sealed class JournalThroughput(Deployment deployment, int concurrency, string file)
{
    private const int WarmUpRows = 10_000;
    private const int QueriesARow = 4;

    public async Task<(double Ratio, string Table)> MeasureAsync(int rows, int rounds, CancellationToken cancellationToken)
    {
        await using var executor = new RowExecutor(deployment.CreateTransport(), new RowExecutorOptions { MaxConcurrency = concurrency });
        await RunAsync(executor, WarmUpRows, journal: null, cancellationToken);
        await RunKeptAsync(executor, WarmUpRows, cancellationToken);
        var table = new TextTable("round", "qps without", "qps with", "ratio", "CPU µs/query without", "with", "bytes/query without", "with", "bytes on disk/answer");
        List<double> ratios = [];
        for (int round = 1; round <= rounds; round++)
        {
            Figures without, with;
            if (round % 2 == 1)
            {
                without = await RunAsync(executor, rows, journal: null, cancellationToken);
                with = await RunKeptAsync(executor, rows, cancellationToken);
            }
            else
            {
                with = await RunKeptAsync(executor, rows, cancellationToken);
                without = await RunAsync(executor, rows, journal: null, cancellationToken);
            }

            ratios.Add(with.Rate / without.Rate);
            table.Add(
                Text(round, "0"), Text(without.Rate, "0"), Text(with.Rate, "0"), Text(ratios[^1], "0.000"), Text(without.Processor, "0.0"), Text(with.Processor, "0.0"),
                Text(without.Allocated, "0"), Text(with.Allocated, "0"), Text(with.FileBytes / ((double)rows * QueriesARow), "0"));
        }

        ratios.Sort();
        return (ratios[ratios.Count / 2], table.ToString());
    }

    private async Task<Figures> RunKeptAsync(RowExecutor executor, int rows, CancellationToken cancellationToken)
    {
        JournalFiles.Delete(file);
        Figures figures;
        await using (SqliteJournal journal = await SqliteJournal.OpenAsync(file, cancellationToken: cancellationToken))
        {
            figures = await RunAsync(executor, rows, new JournalOptions(journal, "benchmark"), cancellationToken);
        }

        return figures with { FileBytes = new FileInfo(file).Length };
    }

    private static async Task<Figures> RunAsync(RowExecutor executor, int rows, JournalOptions? journal, CancellationToken cancellationToken)
    {
        GC.Collect();
        var tally = new OutcomeTally();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long started = TimeProvider.System.GetTimestamp();
        await foreach (RowOutcome<FourQuestions> outcome in executor.RunAsync<FourQuestions, CaseFile>(new CaseFiles(0, rows), new() { Journal = journal }, cancellationToken))
        {
            tally.Take(outcome);
        }

        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        if (tally.Failed > 0)
        {
            throw new BenchmarkException($"{tally.Failed} rows failed. {tally.FirstFailure}");
        }

        double queries = (double)rows * QueriesARow;
        return new Figures(
            queries / elapsed.TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor).TotalMicroseconds / queries,
            (GC.GetTotalAllocatedBytes(precise: true) - allocated) / queries,
            FileBytes: 0);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private sealed record Figures(double Rate, double Processor, double Allocated, long FileBytes);
}
