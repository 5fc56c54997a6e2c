namespace Querent;

/// <summary>The errors of deadlines, each with the last thing that went wrong before it.</summary>
internal static class ResilienceErrors
{
    public static QueryError QueryDeadline(TimeSpan timeout, int attempts, QueryError? last)
        => new(QueryErrorKind.Deadline, $"The query was not answered within {timeout.TotalSeconds:0.###} s, its deadline, in {attempts} attempts.{Last(last)}");

    public static QueryError RowDeadline(TimeSpan timeout, QueryError? last)
        => new(QueryErrorKind.Deadline, $"The row was not answered within {timeout.TotalSeconds:0.###} s, its deadline.{Last(last)}");

    private static string Last(QueryError? error) => error is null ? "" : $" The last error: {error}";
}
