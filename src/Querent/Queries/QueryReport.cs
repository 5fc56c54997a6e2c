using System.Collections.Immutable;

namespace Querent;

/// <summary>What became of a query of a row.</summary>
public enum QueryStatus
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>It failed, and its row with it.</summary>
    Failed,

    /// <summary>It was dropped, before its first attempt or in the middle of one, because its row had failed or the row's deadline had passed: then only before
    /// its first.</summary>
    Dropped,

    /// <summary>It was not asked, because its condition did not hold: the answer is null, and nothing was sent.</summary>
    NotAsked,
}

/// <summary>What the wire said of one query of one row.</summary>
public sealed class QueryReport
{
    private readonly RecordedAttempts? _recorded;
    private readonly TimeSpan _latency;
    private ImmutableArray<AttemptReport> _attempts;

    internal QueryReport(string query, QueryStatus status, ImmutableArray<AttemptReport> attempts, TimeSpan latency)
    {
        Query = query;
        Status = status;
        _attempts = attempts;
        _latency = latency;
    }

    /// <summary>A query that a journal has: its attempts are read when they are asked for, which of most nobody does.</summary>
    internal QueryReport(string query, QueryStatus status, RecordedAttempts recorded)
    {
        Query = query;
        Status = status;
        _recorded = recorded;
    }

    /// <summary>The query's name: its property's.</summary>
    public string Query { get; }

    /// <summary>What became of it.</summary>
    public QueryStatus Status { get; }

    /// <summary>
    /// Every attempt that was given to the transport, in order; empty when the query was dropped before its first, or not asked. Of one
    /// that was cancelled nobody can say how far it came. Where a journal's record of them was damaged there is one, whose error says so.
    /// </summary>
    public ImmutableArray<AttemptReport> Attempts
    {
        get
        {
            if (_attempts.IsDefault)
            {
                _attempts = _recorded!.Read();
            }

            return _attempts;
        }
    }

    /// <summary>
    /// Whether the query waited for a call that another had made with the same request (<c>RowExecutorOptions.Sharing</c>): its attempts
    /// are in the report of that one.
    /// </summary>
    public bool IsShared { get; internal init; }

    /// <summary>
    /// Whether the answer was in the journal, so that nothing was asked: <see cref="Attempts"/> are those of the time when it
    /// was, and <see cref="Latency"/> is theirs together, without the waits in between.
    /// </summary>
    public bool IsRestored { get; internal init; }

    /// <summary>
    /// Whether the answer was in the executor's answer store (<c>RowExecutorOptions.AnswerStore</c>), so that nothing was asked: there are no
    /// attempts, and <see cref="Usage"/> is nothing.
    /// </summary>
    public bool IsStored => StoredAt is not null;

    /// <summary>When the model gave the answer that was in the answer store; null where it was not there.</summary>
    public DateTimeOffset? StoredAt { get; internal init; }

    /// <summary>From the start of the first attempt to the end of the last, waits between them included.</summary>
    public TimeSpan Latency
    {
        get
        {
            TimeSpan latency = _latency;
            if (_recorded is not null)
            {
                foreach (AttemptReport attempt in Attempts)
                {
                    latency += attempt.Latency;
                }
            }

            return latency;
        }
    }

    /// <summary>The model that the last reply names, or that the answer store names; null when none did.</summary>
    public string? Model => Attempts is [.., var last] ? last.Model : StoredModel;

    /// <summary>Why the model stopped, in the last reply.</summary>
    public FinishReason FinishReason => Attempts is [.., var last] ? last.FinishReason : FinishReason.Unknown;

    /// <summary>The tokens of all attempts together; a number that any attempt left unknown is unknown.</summary>
    public TokenUsage Usage
    {
        get
        {
            if (Attempts is [var only])
            {
                return only.Usage;
            }

            var sum = new TokenUsage { InputTokens = 0, OutputTokens = 0, CachedInputTokens = 0, ReasoningTokens = 0 };
            foreach (AttemptReport attempt in Attempts)
            {
                sum = new TokenUsage
                {
                    InputTokens = sum.InputTokens + attempt.Usage.InputTokens,
                    OutputTokens = sum.OutputTokens + attempt.Usage.OutputTokens,
                    CachedInputTokens = sum.CachedInputTokens + attempt.Usage.CachedInputTokens,
                    ReasoningTokens = sum.ReasoningTokens + attempt.Usage.ReasoningTokens,
                };
            }

            return sum;
        }
    }

    /// <summary>The model that gave the answer that was in the answer store.</summary>
    internal string? StoredModel { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Query}: {Status} after {Attempts.Length} attempts";
}
