namespace Querent;

/// <summary>The errors of deadlines, each with the last thing that went wrong before it.</summary>
internal static class ResilienceErrors
{
    public static QueryError QueryDeadline(TimeSpan timeout, int attempts, QueryError? last)
        => new(QueryErrorKind.Deadline, $"The query was not answered within {timeout.TotalSeconds:0.###} s, its deadline, in {attempts} attempts.{Last(last)}");

    public static QueryError RowDeadline(TimeSpan timeout, QueryError? last)
        => new(QueryErrorKind.Deadline, $"The row was not answered within {timeout.TotalSeconds:0.###} s, its deadline.{Last(last)}");

    public static QueryError OverQuota(in TokenDemand demand, in TokenCharge charge, int quota)
    {
        string prompt = $"Its prompt has {(demand.Prompt.Counted is null ? "an estimated " : "")}{charge.Prompt:0} tokens";
        string answer = demand.MaxOutputTokens is { } most ? $" and its answer may have {most}" : "";
        return new(QueryErrorKind.OverQuota, $"The request can never fit into the deployment's {quota} tokens a minute, and was not sent. {prompt}{answer}. Shorten the prompt, lower MaxOutputTokens, or raise the quota.");
    }

    private static string Last(QueryError? error) => error is null ? "" : $" The last error: {error}";
}
