namespace Querent;

/// <summary>
/// A row type has a query that the executor's transport cannot have answered, whatever the row: its model refuses a value
/// that the query sets, say, or it takes more tokens for every row than the quota has in a minute. Thrown before the first request.
/// </summary>
public sealed class UnsupportedQueryException : NotSupportedException
{
    internal UnsupportedQueryException(string rowType, string query, string obstacle)
        : base($"The query '{query}' of {rowType} cannot be asked. {obstacle}")
    {
        RowType = rowType;
        Query = query;
    }

    /// <summary>The row type's name.</summary>
    public string RowType { get; }

    /// <summary>The query's name.</summary>
    public string Query { get; }
}
