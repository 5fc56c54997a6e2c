namespace Querent;

/// <summary>
/// Time as deadlines count it: it stands still while the executor is paused. Read by many threads; stopped and started by one
/// at a time.
/// </summary>
internal sealed class WorkingClock(TimeProvider timeProvider)
{
    private volatile State _state = new(0, null);

    public TimeProvider TimeProvider => timeProvider;

    public bool IsStopped => _state.StoppedAt is not null;

    /// <summary>The working time now, in the provider's ticks.</summary>
    public long Now => At(timeProvider.GetTimestamp());

    /// <summary>How long the clock has stood still so far.</summary>
    public TimeSpan Stood
    {
        get
        {
            State state = _state;
            long stood = state.Stood + (state.StoppedAt is { } stoppedAt ? timeProvider.GetTimestamp() - stoppedAt : 0);
            return timeProvider.GetElapsedTime(0, stood);
        }
    }

    /// <summary>The working time at a timestamp, which is not one of an earlier pause.</summary>
    public long At(long timestamp)
    {
        State state = _state;
        return (state.StoppedAt is { } stoppedAt ? Math.Min(stoppedAt, timestamp) : timestamp) - state.Stood;
    }

    /// <summary>The working time since a point in it.</summary>
    public TimeSpan Since(long start) => timeProvider.GetElapsedTime(start, Now);

    public void Stop()
    {
        if (!IsStopped)
        {
            _state = _state with { StoppedAt = timeProvider.GetTimestamp() };
        }
    }

    public void Start()
    {
        if (_state is { StoppedAt: { } stoppedAt, Stood: var stood })
        {
            _state = new State(stood + timeProvider.GetTimestamp() - stoppedAt, null);
        }
    }

    private sealed record State(long Stood, long? StoppedAt);
}
