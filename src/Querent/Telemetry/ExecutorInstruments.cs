using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Querent;

/// <summary>What an executor measures as it happens; nothing is paid for it while nobody listens.</summary>
internal sealed class ExecutorInstruments(Meter meter, string? executor)
{
    private readonly Histogram<double> _attempts = meter.CreateHistogram<double>(
        "querent.attempt.duration", "s", "From an attempt's start to its reply's end or its error.");

    private readonly Histogram<double> _firstRows = meter.CreateHistogram<double>(
        "querent.run.time_to_first_row", "s", "From a run's start to the first outcome that it gave out.");

    public void Attempt(TimeSpan duration, QueryError? error)
    {
        if (_attempts.Enabled)
        {
            TagList tags = Tags();
            tags.Add("querent.outcome", error is null ? "answered" : error.Kind == QueryErrorKind.Cancelled ? "cancelled" : "failed");
            if (error is { Kind: not QueryErrorKind.Cancelled })
            {
                tags.Add("error.type", ErrorTypes.Of(error.Kind));
            }

            Record(_attempts, duration, tags);
        }
    }

    public void FirstRow(TimeSpan time, string rowType)
    {
        if (_firstRows.Enabled)
        {
            TagList tags = Tags();
            tags.Add("querent.row_type", rowType);
            Record(_firstRows, time, tags);
        }
    }

    private static void Record(Histogram<double> instrument, TimeSpan time, in TagList tags)
    {
        try
        {
            instrument.Record(time.TotalSeconds, tags);
        }
        catch (Exception)
        {
            // A listener's fault is its own: it must not cost a row.
        }
    }

    private TagList Tags()
    {
        var tags = default(TagList);
        if (executor is not null)
        {
            tags.Add("querent.executor", executor);
        }

        return tags;
    }
}
