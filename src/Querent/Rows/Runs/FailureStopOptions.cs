namespace Querent;

/// <summary>
/// When a run stops early, because nearly all of its rows fail for one reason that lies with the endpoint, the settings or the
/// row type's code and not with the rows: the same kind of error, status and code.
/// </summary>
/// <remarks>
/// Such reasons are <see cref="QueryErrorKind.Authentication"/>, <see cref="QueryErrorKind.NotFound"/>,
/// <see cref="QueryErrorKind.Rejected"/>, <see cref="QueryErrorKind.Malformed"/>, <see cref="QueryErrorKind.Truncated"/>,
/// <see cref="QueryErrorKind.FilterUnavailable"/>, <see cref="QueryErrorKind.RowCode"/> with one type of exception,
/// <see cref="QueryErrorKind.Throttled"/> where waiting is no use (no quota left, a wait beyond the cap), and
/// <see cref="QueryErrorKind.Connection"/>, which is only a row's failure after all of its attempts.
/// </remarks>
public sealed record FailureStopOptions
{
    /// <summary>How many rows are looked at, in the order of the source, the last of those before which all have finished; from 1 up, 100 by default.</summary>
    public int Window { get; init; } = 100;

    /// <summary>How many rows must have finished before anything is concluded; from 1 to <see cref="Window"/>, 50 by default.</summary>
    public int Minimum { get; init; } = 50;

    /// <summary>The part of them that must have failed for the same reason; above 0 and at most 1, 0.95 by default.</summary>
    public double Rate { get; init; } = 0.95;

    /// <summary>
    /// So many rows that finish first and all fail with the same status 401, 403 or 404, or for want of any quota, stop the run
    /// sooner; 10 by default. 0 waits for <see cref="Minimum"/>.
    /// </summary>
    public int AtStart { get; init; } = 10;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Window, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Minimum, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Minimum, Window);
        ArgumentOutOfRangeException.ThrowIfLessThan(AtStart, 0);
        if (!(Rate > 0 && Rate <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Rate), Rate, $"{nameof(Rate)} must be above 0 and at most 1.");
        }
    }
}
