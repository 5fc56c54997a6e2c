namespace Querent;

/// <summary>That nearly everything fails: how many rows of how many that finished last, and the last one's error.</summary>
internal sealed record FailureFinding(QueryError Error, int Failed, int Finished);

/// <summary>Finds out when nearly all rows of a run fail for one reason that is not theirs. Not safe for use by several threads at once.</summary>
internal sealed class FailureWatch(FailureStopOptions options)
{
    private readonly Queue<Reason?> _recent = new();
    private readonly Dictionary<Reason, int> _counts = [];
    private long _finished;

    /// <summary>Takes note of a row that has finished.</summary>
    /// <param name="error">Why it failed; null when it was answered.</param>
    /// <returns>What is to stop the run; null when nothing is.</returns>
    public FailureFinding? Add(QueryError? error)
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
        public bool IsCertain => Kind is QueryErrorKind.Authentication or QueryErrorKind.NotFound || (Kind == QueryErrorKind.Throttled && Code == "insufficient_quota");

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
