using System.Collections.Immutable;

namespace Querent;

/// <summary>Which queries of a plan wait for which, worked out once for all of its rows.</summary>
internal sealed class QuerySchedule
{
    private readonly ImmutableArray<QueryDefinition> _queries;
    private readonly int[][] _dependents;
    private readonly int[] _neededCounts;

    private QuerySchedule(ImmutableArray<QueryDefinition> queries)
    {
        _queries = queries;
        int[][] needed = [.. queries.Select((query, place) => Needed(query, place, queries.Length))];
        _neededCounts = [.. needed.Select(places => places.Length)];
        ILookup<int, int> dependents = needed.SelectMany((places, query) => places.Select(place => (place, query))).ToLookup(pair => pair.place, pair => pair.query);
        _dependents = [.. queries.Select((_, place) => dependents[place].ToArray())];
        Roots = Enumerable.Range(0, queries.Length).Where(query => needed[query].Length == 0).ToArray();
        if (FindCycle(needed) is { } cycle)
        {
            throw new ArgumentException($"The queries {string.Join(" → ", cycle.Select(query => $"'{queries[query].Name}'"))} wait for one another.");
        }
    }

    /// <summary>The queries that need no other's answer.</summary>
    public ReadOnlyMemory<int> Roots { get; }

    /// <summary>The schedule of a plan's queries; null where each is asked of every row, and none waits for another.</summary>
    /// <exception cref="ArgumentException">A dependency is no place in the plan, or queries wait for one another.</exception>
    public static QuerySchedule? Of(ImmutableArray<QueryDefinition> queries)
        => queries.Any(query => query.IsConditional || query.Dependencies.Length > 0) ? new QuerySchedule(queries) : null;

    /// <summary>The schedule of a plan's queries, also where none waits for another.</summary>
    public static QuerySchedule OfAll(ImmutableArray<QueryDefinition> queries) => new(queries);

    /// <summary>The queries that need a query's answer.</summary>
    public ReadOnlySpan<int> DependentsOf(int query) => _dependents[query];

    /// <summary>How many answers each query needs; the caller's own copy.</summary>
    public int[] NeededCounts() => [.. _neededCounts];

    /// <summary>Whether a query is asked only where its condition holds.</summary>
    public bool IsConditional(int query) => _queries[query].IsConditional;

    private static int[] Needed(QueryDefinition query, int place, int count)
    {
        foreach (int needed in query.Dependencies)
        {
            if (needed < 0 || needed >= count || needed == place)
            {
                throw new ArgumentException($"The query '{query.Name}' at place {place} needs the one at place {needed}: that is itself, or none of the {count}.");
            }
        }

        return [.. query.Dependencies.Distinct()];
    }

    /// <summary>A path of queries of which each waits for the next, from one back to itself; null when there is none.</summary>
    private List<int>? FindCycle(int[][] needed)
    {
        int[] missing = NeededCounts();
        var ended = new Queue<int>(Roots.ToArray());
        int endedCount = 0;
        while (ended.TryDequeue(out int query))
        {
            endedCount++;
            foreach (int dependent in DependentsOf(query))
            {
                if (--missing[dependent] == 0)
                {
                    ended.Enqueue(dependent);
                }
            }
        }

        if (endedCount == missing.Length)
        {
            return null;
        }

        // Each query that is left waits for another that is left, so that following them comes back to one.
        List<int> path = [Array.FindIndex(missing, count => count > 0)];
        while (true)
        {
            int next = needed[path[^1]].First(query => missing[query] > 0);
            int first = path.IndexOf(next);
            path.Add(next);
            if (first >= 0)
            {
                return path[first..];
            }
        }
    }
}
