using System.Collections.Concurrent;

namespace Querent;

/// <summary>A run whose finished rows wait for older ones.</summary>
internal interface IBufferingRun
{
    /// <summary>The memory that they take, in bytes.</summary>
    long BufferedBytes { get; }
}

/// <summary>Counts the rows and queries of all runs, once each, when they are finished.</summary>
internal sealed class RowCounters(ExecutorInstruments? instruments = null)
{
    private readonly ConcurrentDictionary<IBufferingRun, bool> _runs = new(ReferenceEqualityComparer.Instance);
    private long _answered;
    private long _failed;
    private long _answeredQueries;
    private long _failedQueries;
    private long _restored;
    private long _restoredQueries;
    private long _spilled;
    private long _timeToFirst = -1;

    public long Answered => Interlocked.Read(ref _answered);

    public long Failed => Interlocked.Read(ref _failed);

    public long AnsweredQueries => Interlocked.Read(ref _answeredQueries);

    public long FailedQueries => Interlocked.Read(ref _failedQueries);

    public long Restored => Interlocked.Read(ref _restored);

    public long RestoredQueries => Interlocked.Read(ref _restoredQueries);

    public long Spilled => Interlocked.Read(ref _spilled);

    /// <summary>How long the run that gave out its first row last took to do so.</summary>
    public TimeSpan? TimeToFirstRow => Interlocked.Read(ref _timeToFirst) is var ticks and >= 0 ? TimeSpan.FromTicks(ticks) : null;

    public long BufferedBytes
    {
        get
        {
            long bytes = 0;
            foreach ((IBufferingRun run, _) in _runs)
            {
                bytes += run.BufferedBytes;
            }

            return bytes;
        }
    }

    public void Begin(IBufferingRun run) => _runs.TryAdd(run, true);

    public void End(IBufferingRun run) => _runs.TryRemove(run, out _);

    /// <summary>Takes note of the time in which a run gave out its first row.</summary>
    public void GaveFirst(TimeSpan time, string rowType)
    {
        Interlocked.Exchange(ref _timeToFirst, time.Ticks);
        instruments?.FirstRow(time, rowType);
    }

    /// <summary>Counts a row whose answers are left to a journal for a while.</summary>
    public void Spill() => Interlocked.Increment(ref _spilled);

    /// <summary>Counts a row, unless it was cancelled, and its queries; those that a journal had by themselves.</summary>
    public void Add<TRow>(RowOutcome<TRow> outcome, int answeredQueries, int restoredQueries = 0)
        where TRow : class
    {
        if (outcome.IsRestored)
        {
            Interlocked.Increment(ref _restored);
            Interlocked.Add(ref _restoredQueries, restoredQueries);
            return;
        }

        Interlocked.Add(ref _answeredQueries, answeredQueries - restoredQueries);
        Interlocked.Add(ref _restoredQueries, restoredQueries);
        if (outcome is AnsweredRow<TRow>)
        {
            Interlocked.Increment(ref _answered);
        }
        else if (outcome is FailedRow<TRow> { Failure: { Error.Kind: not QueryErrorKind.Cancelled } failure })
        {
            Interlocked.Increment(ref _failed);
            Interlocked.Add(ref _failedQueries, failure.FailedQueries.Length);
        }
    }
}
