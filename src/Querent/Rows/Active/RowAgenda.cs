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

    /// <summary>Whether a query that has all it needs waits for the decision on its condition.</summary>
    public bool HasUndecided => _undecided.Count > 0;

    /// <summary>Takes up the queries that need nothing; says how many permits are to be requested.</summary>
    public int Begin()
    {
        int permits = 0;
        foreach (int query in schedule.Roots.Span)
        {
            permits += TakeUp(query);
        }

        return permits;
    }

    /// <summary>Takes up what waited for a query last, which was answered or not asked; says how many permits are to be requested.</summary>
    public int End(int query)
    {
        int permits = 0;
        foreach (int dependent in schedule.DependentsOf(query))
        {
            if (--_missing[dependent] == 0)
            {
                permits += TakeUp(dependent);
            }
        }

        return permits;
    }

    /// <summary>Takes up a query that is to be asked by its condition; says how many permits are to be requested.</summary>
    public int Ask(int query)
    {
        _ready.Enqueue(query);
        return 1;
    }

    /// <summary>The query to ask with a permit that was granted.</summary>
    public int NextReady() => _ready.Dequeue();

    /// <summary>The next query to decide on, if another thread has not taken it.</summary>
    public bool TryNextUndecided(out int query) => _undecided.TryDequeue(out query);

    private int TakeUp(int query)
    {
        if (!schedule.IsConditional(query))
        {
            return Ask(query);
        }

        _undecided.Enqueue(query);
        return 0;
    }
}
