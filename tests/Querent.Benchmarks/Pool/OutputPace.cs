using System.Diagnostics;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Pool;

/// <summary>When rows were given out: the first, those at a fifth and at 95 % of all, the last.</summary>
internal sealed class OutputPace(int rows) : IOutcomeSink
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly int _from = rows / 5;
    private readonly int _to = rows * 95 / 100;
    private long _given;

    /// <summary>Rows given out so far; any thread may read it.</summary>
    public long Given => Volatile.Read(ref _given);

    public long Failed { get; private set; }

    public RowFailure? FirstFailure { get; private set; }

    public TimeSpan First { get; private set; }

    public TimeSpan AtFifth { get; private set; }

    public TimeSpan At95 { get; private set; }

    public TimeSpan Last { get; private set; }

    /// <summary>The pace of the middle: rows a second from the row at a fifth to that at 95 %, as both were given out.</summary>
    public double SteadyRowsPerSecond => (_to - _from) / (At95 - AtFifth).TotalSeconds;

    /// <summary>Rows a second from the start to the row at 95 %.</summary>
    public double RowsPerSecondTo95 => _to / At95.TotalSeconds;

    /// <summary>Rows a second over the whole run.</summary>
    public double RowsPerSecond => rows / Last.TotalSeconds;

    public void Take<TRow>(RowOutcome<TRow> outcome)
        where TRow : class
    {
        if (!outcome.TryGetRow(out _, out RowFailure? failure))
        {
            Failed++;
            FirstFailure ??= failure;
        }

        long given = Interlocked.Increment(ref _given);
        Last = Stopwatch.GetElapsedTime(_started);
        if (given == 1)
        {
            First = Last;
        }

        if (given == _from)
        {
            AtFifth = Last;
        }

        if (given == _to)
        {
            At95 = Last;
        }
    }
}
