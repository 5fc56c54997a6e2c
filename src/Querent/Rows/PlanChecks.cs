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

            if (tokensPerMinute is { } quota && (long)query.FixedTokens + (query.MaxOutputTokens ?? 0) > quota)
            {
                return (query.Name, OverQuota(query, quota));
            }
        }

        return null;
    }

    private static string OverQuota(QueryDefinition query, int quota)
    {
        string prompt = query.FixedTokens > 0 ? $"Its prompt has at least {query.FixedTokens} tokens for every row" : "";
        string answer = query.MaxOutputTokens is { } most ? $"{(prompt.Length > 0 ? " and its" : "Its")} answer may have {most}" : "";
        return $"{prompt}{answer}: more than the {quota} tokens of a minute's quota. Shorten the prompt, lower MaxOutputTokens, or raise QuotaPacing.TokensPerMinute.";
    }
}
