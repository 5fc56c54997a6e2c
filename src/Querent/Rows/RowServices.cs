namespace Querent;

/// <summary>What the rows of an executor share.</summary>
/// <param name="Admission">Grants the permits that queries start with.</param>
/// <param name="Queries">Answers a query.</param>
/// <param name="Calls">The calls that queries are asked with.</param>
/// <param name="Registry">The rows that are begun and not finished.</param>
/// <param name="Counters">Counts rows and queries.</param>
/// <param name="Telemetry">Whom attempts are told of.</param>
/// <param name="Options">The deadlines.</param>
internal sealed record RowServices(AdmissionQueue Admission, QueryAsker Queries, CallPool Calls, RowRegistry Registry, RowCounters Counters, AttemptTelemetry Telemetry, ResilienceOptions Options)
{
    private long _lastAge;

    /// <summary>The age of the next row, over all runs: the queue serves the oldest first.</summary>
    public long NextAge() => Interlocked.Increment(ref _lastAge);
}
