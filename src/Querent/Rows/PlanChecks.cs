using System.Collections.Concurrent;

namespace Querent;

/// <summary>
/// Asks the transport once about each query of a row type, and holds it to the quota, before a row of it is begun; remembers what
/// came of it.
/// </summary>
internal sealed class PlanChecks(ICompletionTransport transport, int? tokensPerMinute = null)
{
    private readonly ConcurrentDictionary<object, (string Query, string Obstacle)?> _found = new(ReferenceEqualityComparer.Instance);

    /// <summary>Why a query of the row type cannot be answered; null when nothing is known against any.</summary>
    public UnsupportedQueryException? Find<TRow>(RowPlan<TRow> plan)
        where TRow : class
    {
        if (!_found.TryGetValue(plan, out (string Query, string Obstacle)? found))
        {
            found = Ask(plan);
            _found[plan] = found;
        }

        return found is { } first ? new UnsupportedQueryException(plan.Name, first.Query, first.Obstacle) : null;
    }

    /// <exception cref="UnsupportedQueryException">A query of the row type cannot be answered.</exception>
    public void Check<TRow>(RowPlan<TRow> plan)
        where TRow : class
    {
        if (Find(plan) is { } exception)
        {
            throw exception;
        }
    }

    private (string Query, string Obstacle)? Ask<TRow>(RowPlan<TRow> plan)
        where TRow : class
    {
        foreach (QueryDefinition query in plan.Queries)
        {
            if (transport.FindObstacle(new CompletionDemand(query.Options, query.UsesImages)) is { } obstacle)
            {
                return (query.Name, obstacle);
            }

            if (query.MaxOutputTokens > tokensPerMinute)
            {
                return (query.Name, $"Its answer may have {query.MaxOutputTokens} tokens, more than the {tokensPerMinute} of a minute's quota. Lower MaxOutputTokens, or raise QuotaPacing.TokensPerMinute.");
            }
        }

        return null;
    }
}
