namespace Querent;

/// <summary>That nearly everything fails: how many rows of the last so many in the order of the source, and the last one's error.</summary>
internal sealed record FailureFinding(QueryError Error, int Failed, int Finished);

/// <summary>Finds out when nearly all rows of a run fail for one reason that is not theirs. Not safe for use by several threads at once.</summary>
/// <remarks>Rows count in the order of the source: failures come fast, and the first rows to finish may be all that fail.</remarks>
internal sealed class FailureWatch(FailureStopOptions options)
{
    // So many wait for a slow row; then it counts for nothing.
    private const int MostWindowsAhead = 10;

    private readonly Dictionary<long, (QueryError? Error, bool Counts)> _ahead = [];
    private readonly Queue<Reason?> _recent = new();
    private readonly Dictionary<Reason, int> _counts = [];
    private long _finished;
    private long _next;

    /// <summary>Takes note of a row that has finished.</summary>
    /// <param name="index">Its place in the source.</param>
    /// <param name="error">Why it failed; null when it was answered.</param>
    /// <param name="counts">Whether it says anything of now; a row that is restored does not.</param>
    /// <returns>What is to stop the run; null when nothing is.</returns>
    public FailureFinding? Add(long index, QueryError? error, bool counts = true)
    {
        if (index < _next)
        {
            return null;
        }

        _ahead.Add(index, (error, counts));
        if (_ahead.Count > MostWindowsAhead * options.Window)
        {
            _next = _ahead.Keys.Min();
        }

        FailureFinding? finding = null;
        while (finding is null && _ahead.Remove(_next, out (QueryError? Error, bool Counts) next))
        {
            _next++;
            finding = next.Counts ? Judge(next.Error) : null;
        }

        return finding;
    }

    private FailureFinding? Judge(QueryError? error)
    {
        Reason? reason = error is null ? null : Reason.Of(error);
        _finished++;
        _recent.Enqueue(reason);
        if (reason is not null)
        {
            _counts[reason] = _counts.GetValueOrDefault(reason) + 1;
        }

        if (_recent.Count > options.Window && _recent.Dequeue() is { } oldest && --_counts[oldest] == 0)
        {
            _counts.Remove(oldest);
        }

        if (reason is null)
        {
            return null;
        }

        int failed = _counts.GetValueOrDefault(reason);
        bool isFound = (_recent.Count >= options.Minimum && failed >= options.Rate * _recent.Count)
            || (_finished == options.AtStart && failed == _finished && reason.IsCertain);
        return isFound ? new FailureFinding(error!, failed, _recent.Count) : null;
    }

    private sealed record Reason(QueryErrorKind Kind, int? StatusCode, string? Code, Type? Exception)
    {
        /// <summary>Whether a few rows tell that it will be the same for all.</summary>
        public bool IsCertain => StatusCode is 401 or 403 or 404 || (Kind == QueryErrorKind.Throttled && Code == "insufficient_quota");

        /// <summary>The reason that an error gives; null for one that is the row's own or may pass.</summary>
        public static Reason? Of(QueryError error) => error switch
        {
            { Kind: QueryErrorKind.Authentication or QueryErrorKind.NotFound or QueryErrorKind.Rejected }
                or { Kind: QueryErrorKind.Malformed or QueryErrorKind.Truncated or QueryErrorKind.FilterUnavailable }
                or { Kind: QueryErrorKind.RowCode or QueryErrorKind.Connection }
                or { Kind: QueryErrorKind.Throttled, IsTransient: false }
                => new Reason(error.Kind, error.StatusCode, error.Code, error.Exception?.GetType()),
            _ => null,
        };
    }
}
