using System.Collections.Immutable;
using Querent;

namespace SampleRuns;

/// <summary>A tally as it stood at one moment.</summary>
public sealed record RunResult
{
    public required TimeSpan Elapsed { get; init; }

    public required long Answered { get; init; }

    public required long Failed { get; init; }

    public required long AnsweredQueries { get; init; }

    public required long Retries { get; init; }

    public required TimeSpan? MedianLatency { get; init; }

    public required TimeSpan? P95Latency { get; init; }

    public required ImmutableArray<string> Models { get; init; }

    public required ImmutableArray<(long Row, RowFailure Failure)> FirstFailures { get; init; }

    public long Rows => Answered + Failed;

    public double RowsPerSecond => Rows / Math.Max(Elapsed.TotalSeconds, 0.001);

    public double QueriesPerSecond => AnsweredQueries / Math.Max(Elapsed.TotalSeconds, 0.001);

    /// <summary>Whether answers were invented: the emulator says so in every one.</summary>
    public bool IsEmulated => Models.Any(model => model.Contains("emulator", StringComparison.OrdinalIgnoreCase));
}
