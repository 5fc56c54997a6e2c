using Querent.Benchmarks.Measuring;

namespace Querent.Benchmarks.Rows;

/// <summary>Counts rows and the latencies of their queries; keeps no row.</summary>
internal sealed class OutcomeTally : IOutcomeSink
{
    public long Answered { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Queries that were answered, those of failed rows included.</summary>
    public long QueriesAnswered { get; private set; }

    /// <summary>Why the first failed row failed.</summary>
    public RowFailure? FirstFailure { get; private set; }

    public LatencyHistogram Latencies { get; } = new();

    public void Take<TRow>(RowOutcome<TRow> outcome)
        where TRow : class
    {
        if (outcome.TryGetRow(out _, out RowFailure? failure))
        {
            Answered++;
        }
        else
        {
            Failed++;
            FirstFailure ??= failure;
        }

        foreach (QueryReport query in outcome.Queries)
        {
            if (query.Status == QueryStatus.Answered)
            {
                QueriesAnswered++;
                Latencies.Record(query.Latency);
            }
        }
    }

    /// <summary>Takes a query of the loop by hand.</summary>
    /// <param name="latency">How long it took; null when it was not answered.</param>
    /// <param name="row">Whether its row was answered, when this was the row's last query.</param>
    public void Take(TimeSpan? latency, bool? row)
    {
        if (latency is { } answered)
        {
            QueriesAnswered++;
            Latencies.Record(answered);
        }

        if (row is { } isAnswered)
        {
            _ = isAnswered ? Answered++ : Failed++;
        }
    }
}
