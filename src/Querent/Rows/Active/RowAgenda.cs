namespace Querent;

/// <summary>
/// Which queries of a row have all that they need: each goes from here once its last dependency has ended, for a permit or,
/// where it has a condition, for the decision on that. Not safe for use by several threads at once.
/// </summary>
internal sealed class RowAgenda(QuerySchedule schedule)
{
    private readonly int[] _missing = schedule.NeededCounts();
    private readonly Queue<int> _ready = new();
    private readonly Queue<int> _undecided = new();

    /// <summary>Takes up the queries that need nothing.</summary>
    public RowWork Begin()
    {
        RowWork work = default;
        foreach (int query in schedule.Roots.Span)
        {
            work += TakeUp(query);
        }

        return work;
    }

    /// <summary>Takes up what waited for a query last, which was answered or not asked.</summary>
    public RowWork End(int query)
    {
        RowWork work = default;
        foreach (int dependent in schedule.DependentsOf(query))
        {
            if (--_missing[dependent] == 0)
            {
                work += TakeUp(dependent);
            }
        }

        return work;
    }

    /// <summary>Takes up a query that is to be asked by its condition.</summary>
    public RowWork Ask(int query)
    {
        _ready.Enqueue(query);
        return new RowWork(Permits: 1, Decisions: 0);
    }

    /// <summary>How many queries have all that they need, and no permit.</summary>
    public int ReadyCount => _ready.Count;

    /// <summary>How many conditions are to be decided on.</summary>
    public int UndecidedCount => _undecided.Count;

    /// <summary>The query to ask with a permit that was granted.</summary>
    public int NextReady() => _ready.Dequeue();

    /// <summary>The query to decide on next.</summary>
    public int NextUndecided() => _undecided.Dequeue();

    private RowWork TakeUp(int query)
    {
        if (!schedule.IsConditional(query))
        {
            return Ask(query);
        }

        _undecided.Enqueue(query);
        return new RowWork(Permits: 0, Decisions: 1);
    }
}
