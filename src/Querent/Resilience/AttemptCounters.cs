namespace Querent;

/// <summary>Counts every attempt that was sent, once at its start and once at its end, with its tokens.</summary>
internal sealed class AttemptCounters(ExecutorInstruments? instruments = null)
{
    private long _started;
    private long _answered;
    private long _failed;
    private long _cancelled;
    private long _inputTokens;
    private long _outputTokens;
    private long _cachedInputTokens;
    private long _reasoningTokens;
    private long _unknownUsage;
    private long _shared;
    private long _stored;

    public long Started => Interlocked.Read(ref _started);

    public long Answered => Interlocked.Read(ref _answered);

    public long Failed => Interlocked.Read(ref _failed);

    public long Cancelled => Interlocked.Read(ref _cancelled);

    public long InputTokens => Interlocked.Read(ref _inputTokens);

    public long OutputTokens => Interlocked.Read(ref _outputTokens);

    public long CachedInputTokens => Interlocked.Read(ref _cachedInputTokens);

    public long ReasoningTokens => Interlocked.Read(ref _reasoningTokens);

    public long UnknownUsage => Interlocked.Read(ref _unknownUsage);

    /// <summary>Queries that have the result of another's call.</summary>
    public long Shared => Interlocked.Read(ref _shared);

    /// <summary>Queries whose answers a store had.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>The attempts that failed, by why.</summary>
    public KindCounter Failures { get; } = new();

    /// <summary>The attempts that are made because the one before failed, by why that did.</summary>
    public KindCounter Retries { get; } = new();

    /// <summary>How long the attempts took that were replied to.</summary>
    public DurationHistogram Latencies { get; } = new();

    public void Start() => Interlocked.Increment(ref _started);

    public void Share() => Interlocked.Increment(ref _shared);

    public void Store() => Interlocked.Increment(ref _stored);

    public void End(TimeSpan latency, TokenUsage usage, QueryError? error)
    {
        if (error is null)
        {
            Interlocked.Increment(ref _answered);
            Latencies.Add(latency);
        }
        else if (error.Kind == QueryErrorKind.Cancelled)
        {
            Interlocked.Increment(ref _cancelled);
        }
        else
        {
            Interlocked.Increment(ref _failed);
            Failures.Add(error.Kind);
        }

        Add(ref _inputTokens, usage.InputTokens);
        Add(ref _outputTokens, usage.OutputTokens);
        Add(ref _cachedInputTokens, usage.CachedInputTokens);
        Add(ref _reasoningTokens, usage.ReasoningTokens);
        if (usage.TotalTokens is null)
        {
            Interlocked.Increment(ref _unknownUsage);
        }

        instruments?.Attempt(latency, error);
    }

    private static void Add(ref long sum, int? tokens)
    {
        if (tokens is > 0)
        {
            Interlocked.Add(ref sum, tokens.Value);
        }
    }
}
