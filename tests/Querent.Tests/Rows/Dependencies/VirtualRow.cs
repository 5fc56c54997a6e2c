namespace Querent.Tests.Rows.Dependencies;

/// <summary>How far a query of a row is, as its provider and its own code see it.</summary>
internal enum QueryState
{
    Waiting,
    ToBeAsked,
    InFlight,
    BackingOff,

    /// <summary>It was answered, or is not asked.</summary>
    Ended,
    Failed,
}

/// <summary>A row in virtual time.</summary>
internal sealed class VirtualRow(int id, int queries, DateTimeOffset begun)
{
    public int Id => id;

    public DateTimeOffset Begun => begun;

    /// <summary>When it was finished.</summary>
    public DateTimeOffset? Finished { get; set; }

    public bool IsFinished => Finished is not null;

    /// <summary>Whether something has happened after which it has to end at once.</summary>
    public bool IsDoomed { get; set; }

    public bool IsCancelled { get; set; }

    public bool IsOverdue { get; set; }

    public QueryState[] States { get; } = new QueryState[queries];

    public int[] Attempts { get; } = new int[queries];

    public CancellationTokenSource Cancel { get; } = new();

    public Task<RowOutcome<PlanRow>> Outcome { get; set; } = new TaskCompletionSource<RowOutcome<PlanRow>>().Task;
}
