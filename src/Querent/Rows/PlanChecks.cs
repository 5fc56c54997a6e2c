using System.Collections.Concurrent;

namespace Querent;

/// <summary>Asks the transport once about each query of a row type, before a row of it is begun.</summary>
internal sealed class PlanChecks(ICompletionTransport transport)
{
    private readonly ConcurrentDictionary<object, bool> _passed = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="UnsupportedQueryException">A query of the row type cannot be answered.</exception>
    public void Check<TRow>(RowPlan<TRow> plan)
        where TRow : class
    {
        if (_passed.ContainsKey(plan))
        {
            return;
        }

        foreach (QueryDefinition query in plan.Queries)
        {
            if (transport.FindObstacle(new CompletionDemand(query.Options, query.UsesImages)) is { } obstacle)
            {
                throw new UnsupportedQueryException(plan.Name, query.Name, obstacle);
            }
        }

        _passed[plan] = true;
    }
}
