using System.Text.Json;

namespace Querent;

/// <summary>Makes the outcome of a row that failed before and is not asked again.</summary>
internal static class RestoredFailure
{
    /// <summary>The row's outcome as it was recorded; null when there is none, or the row is to be asked again.</summary>
    /// <exception cref="JsonException">What is recorded was not written by this library.</exception>
    public static FailedRow<TRow>? Of<TRow>(RowResult<TRow> result, RowJournal journal, long index)
        where TRow : class
    {
        if (journal.PastFailure() is not { } json)
        {
            return null;
        }

        (RowFailure failure, IReadOnlyDictionary<string, QueryStatus> statuses) = FailureJson.Read(json);
        return journal.Retries(failure.Error.Kind)
            ? null
            : new FailedRow<TRow>(index, result.Input, [.. result.Plan.Queries.Select(query => Report(query.Name, failure, statuses, journal))], failure) { IsRestored = true };
    }

    private static QueryReport Report(string query, RowFailure failure, IReadOnlyDictionary<string, QueryStatus> statuses, RowJournal journal)
    {
        JournalCall? call = journal.LastCall(query);
        QueryStatus status = statuses.TryGetValue(query, out QueryStatus recorded) ? recorded : Guess(query, failure, call);
        return call is null
            ? new QueryReport(query, status, [], TimeSpan.Zero)
            : new QueryReport(query, status, new RecordedAttempts(call.Attempts)) { IsRestored = true };
    }

    /// <summary>What became of a query, as far as it shows in what earlier versions recorded: one that was not asked looks like one that was dropped.</summary>
    private static QueryStatus Guess(string query, RowFailure failure, JournalCall? call)
        => failure.FailedQueries.Any(failed => failed.Query == query) ? QueryStatus.Failed
            : call?.Answer is not null || (call is not null && new RecordedAttempts(call.Attempts).Read() is [.., { Error: null }]) ? QueryStatus.Answered
            : QueryStatus.Dropped;
}
