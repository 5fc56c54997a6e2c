using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Querent;

/// <summary>What is the same for the results of all rows.</summary>
internal static class RowResult
{
    /// <summary>What a finished row takes in memory beside its prompts and answers, roughly.</summary>
    public const int FixedBytes = 1024;
}

/// <summary>Gathers what a row's queries came to, and makes all of it one outcome. Not safe for use by several threads at once.</summary>
internal sealed class RowResult<TRow>(RowPlan<TRow> plan, long index, object input)
    where TRow : class
{
    private readonly object?[] _answers = new object?[plan.Queries.Length];
    private readonly QueryReport?[] _reports = new QueryReport?[plan.Queries.Length];
    private ImmutableArray<QueryFailure> _failures = [];
    private long _bytes = RowResult.FixedBytes;
    private int _imageBytes;
    private int _answered;
    private int _notAsked;
    private int _restored;
    private int _taken;

    public RowPlan<TRow> Plan => plan;

    public object Input => input;

    /// <summary>The answers so far, in the order of the plan's queries.</summary>
    public object?[] Answers => _answers;

    /// <summary>How many queries have been answered.</summary>
    public int AnsweredCount => _answered;

    /// <summary>How many of them were in the journal.</summary>
    public int RestoredCount => _restored;

    /// <summary>How many queries have ended, and not by being found in the journal.</summary>
    public int AskedCount => _taken - _restored;

    /// <summary>The size of the row's prompts and answers so far; its images count once, since its queries show the same ones.</summary>
    public long Bytes => _bytes + _imageBytes;

    /// <summary>Takes a query's result; false when the query failed and the row with it.</summary>
    public bool Take(int query, QueryResult result)
    {
        _reports[query] = result.Report;
        _taken++;
        _restored += result.Report.IsRestored ? 1 : 0;
        _bytes += result.Bytes;
        _imageBytes = Math.Max(_imageBytes, result.ImageBytes);
        if (result.Error is null)
        {
            _answers[query] = result.Answer;
            _answered++;
            return true;
        }

        if (result.Error.Kind == QueryErrorKind.Cancelled)
        {
            return true;   // the row had failed before, or was cancelled
        }

        _failures = _failures.Add(new QueryFailure(plan.Queries[query].Name, result.Error));
        return false;
    }

    /// <summary>Notes that a query is not asked of the row.</summary>
    public void Skip(int query)
    {
        _reports[query] = Unsent(query, QueryStatus.NotAsked);
        _notAsked++;
    }

    /// <summary>Notes that a query failed before anything of it was sent.</summary>
    public void Fail(int query, QueryError error)
    {
        _reports[query] = Unsent(query, QueryStatus.Failed);
        _failures = _failures.Add(new QueryFailure(plan.Queries[query].Name, error));
    }

    /// <summary>The row's outcome.</summary>
    /// <param name="rowError">Why the row as a whole was ended; null when it was not.</param>
    public RowOutcome<TRow> Complete(QueryError? rowError)
    {
        for (int query = 0; query < _reports.Length; query++)
        {
            _reports[query] ??= Unsent(query, QueryStatus.Dropped);
        }

        ImmutableArray<QueryReport> reports = ImmutableCollectionsMarshal.AsImmutableArray((QueryReport[])_reports!);
        if (_answered + _notAsked < _answers.Length)
        {
            return rowError is null && _failures is [var first, ..]
                ? Failed(reports, first.Query, first.Error)
                : Failed(reports, null, rowError ?? new QueryError(QueryErrorKind.Cancelled, "The row was cancelled."));
        }

        try
        {
            TRow row = plan.Complete(input, _answers);
            return RowCheck.Of(row, plan.Queries) is { } refusal
                ? Failed(reports, null, refusal)
                : new AnsweredRow<TRow>(index, input, reports, row);
        }
        catch (Exception exception)
        {
            return Failed(reports, null, new QueryError(
                QueryErrorKind.RowCode,
                $"The finished row could not be made or checked: its own code threw {exception.GetType().FullName}.")
            {
                Exception = exception,
            });
        }
    }

    private QueryReport Unsent(int query, QueryStatus status) => new(plan.Queries[query].Name, status, [], TimeSpan.Zero);

    private FailedRow<TRow> Failed(ImmutableArray<QueryReport> reports, string? query, QueryError error)
        => new(index, input, reports, new RowFailure(query, error, _failures, _answered, _answers.Length));
}
