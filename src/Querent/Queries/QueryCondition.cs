namespace Querent;

/// <summary>Decides whether a query is asked of a row.</summary>
internal static class QueryCondition
{
    /// <summary>Whether a query's condition holds; with an error, which fails the row, when it threw.</summary>
    public static (bool IsAsked, QueryError? Error) Decide<TRow>(RowPlan<TRow> plan, int query, object input, object?[] answers)
        where TRow : class
    {
        try
        {
            return (plan.IsAsked(query, input, answers), null);
        }
        catch (LookupException exception)
        {
            return (false, MissingKey(exception, "condition"));
        }
        catch (Exception exception)
        {
            return (false, new QueryError(
                QueryErrorKind.RowCode,
                $"Whether '{plan.Queries[query].Name}' is asked could not be decided: its condition threw {exception.GetType().FullName}.")
            {
                Exception = exception,
            });
        }
    }

    /// <summary>The error of a lookup without an entry for the row's key.</summary>
    public static QueryError MissingKey(LookupException exception, string asker)
        => new(QueryErrorKind.MissingKey, $"The lookup '{exception.Lookup}' has no entry for the key that the {asker} asks for.");
}
