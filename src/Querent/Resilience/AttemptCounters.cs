namespace Querent;

/// <summary>Counts every attempt that was sent, once at its start and once at its end.</summary>
internal sealed class AttemptCounters
{
    private long _started;
    private long _answered;
    private long _failed;
    private long _cancelled;

    public void Started() => Interlocked.Increment(ref _started);

    public void Ended(QueryError? error)
    {
        ref long counter = ref (error is null ? ref _answered : ref (error.Kind == QueryErrorKind.Cancelled ? ref _cancelled : ref _failed));
        Interlocked.Increment(ref counter);
    }

    public (long Started, long Answered, long Failed, long Cancelled) Read()
    {
        // Ends first: what ended had started, so that the difference is never negative.
        long answered = Interlocked.Read(ref _answered);
        long failed = Interlocked.Read(ref _failed);
        long cancelled = Interlocked.Read(ref _cancelled);
        return (Interlocked.Read(ref _started), answered, failed, cancelled);
    }
}
