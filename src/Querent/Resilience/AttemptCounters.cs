namespace Querent;

/// <summary>Counts every attempt that was sent, once at its start and once at its end, with its tokens.</summary>
internal sealed class AttemptCounters
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

    public long Started => Interlocked.Read(ref _started);

    public long Answered => Interlocked.Read(ref _answered);

    public long Failed => Interlocked.Read(ref _failed);

    public long Cancelled => Interlocked.Read(ref _cancelled);

    public long InputTokens => Interlocked.Read(ref _inputTokens);

    public long OutputTokens => Interlocked.Read(ref _outputTokens);

    public long CachedInputTokens => Interlocked.Read(ref _cachedInputTokens);

    public long ReasoningTokens => Interlocked.Read(ref _reasoningTokens);

    public long UnknownUsage => Interlocked.Read(ref _unknownUsage);

    public void Start() => Interlocked.Increment(ref _started);

    public void End(TokenUsage usage, QueryError? error)
    {
        ref long counter = ref (error is null ? ref _answered : ref (error.Kind == QueryErrorKind.Cancelled ? ref _cancelled : ref _failed));
        Interlocked.Increment(ref counter);
        Interlocked.Add(ref _inputTokens, usage.InputTokens ?? 0);
        Interlocked.Add(ref _outputTokens, usage.OutputTokens ?? 0);
        Interlocked.Add(ref _cachedInputTokens, usage.CachedInputTokens ?? 0);
        Interlocked.Add(ref _reasoningTokens, usage.ReasoningTokens ?? 0);
        if (usage.TotalTokens is null)
        {
            Interlocked.Increment(ref _unknownUsage);
        }
    }
}
