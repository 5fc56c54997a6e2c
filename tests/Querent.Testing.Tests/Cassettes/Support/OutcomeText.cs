using System.Globalization;

namespace Querent.Testing.Tests;

/// <summary>An outcome with all that its report says, but for how long it took.</summary>
internal static class OutcomeText
{
    public static string Of(RowOutcome<Complaint> outcome) => outcome switch
    {
        AnsweredRow<Complaint> { Row: var row } => $"{outcome.Index} {row}\n{string.Concat(outcome.Queries.Select(Of))}",

        // What a failed row's siblings came to, the timing decides.
        FailedRow<Complaint> { Failure: var failure } => $"{outcome.Index} {failure.FirstQuery} {Of(failure.Error)}",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static string Of(QueryReport query) => $"  {query.Query} {query.Status} {query.IsShared}\n{string.Concat(query.Attempts.Select(Of))}";

    private static string Of(AttemptReport attempt)
        => string.Create(CultureInfo.InvariantCulture, $"    {attempt.Model} {attempt.FinishReason} {attempt.RequestId} {attempt.Usage} {Of(attempt.Notes)} {(attempt.Error is { } error ? Of(error) : "")}\n");

    private static string Of(QueryError error)
        => $"{error} {error.StatusCode} {error.Code} {error.RequestId} {error.Path} {error.Rule} {error.RetryAfter} {error.IsTransient} {string.Join("; ", error.FilterCategories)}";

    private static string Of(AttemptNotes? notes) => notes is null ? "" : $"{notes.IsUnfiltered} {string.Join("; ", notes.FilterCategories)} {string.Join("; ", notes.Notices)}";
}
