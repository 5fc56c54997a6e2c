namespace Querent.Benchmarks.Limits.Burst;

/// <summary>A burst of refusals in the middle of a run.</summary>
/// <param name="Name">What it is.</param>
/// <param name="First">The first request that is refused.</param>
/// <param name="IsWarm">Whether the pool has run before, so that its limit and its connections are up.</param>
/// <param name="IsJudged">Whether the goal is for this one.</param>
internal sealed record BurstCase(string Name, int First, bool IsWarm, bool IsJudged)
{
    public const int Queries = 400;
    public const int Concurrency = 16;
    public const int Refused = 16;
    public const int LatencyMilliseconds = 50;

    // The wave that query 100 is in: the burst is held until all of it has come, which is at once only where it is a whole wave.
    private const int Early = (100 / Concurrency * Concurrency) + 1;

    /// <summary>The most that a makespan may be of the clairvoyant one.</summary>
    public const double Goal = 1.05;

    public static IReadOnlyList<BurstCase> All { get; } =
    [
        new("burst at query 100", Early, IsWarm: true, IsJudged: true),
        new("start from a limit of 1, burst at query 100", Early, IsWarm: false, IsJudged: false),
        new("burst in the last wave", Queries - Refused + 1, IsWarm: true, IsJudged: false),
        new("no burst", 0, IsWarm: true, IsJudged: false),
    ];

    /// <summary>The emulator's options.</summary>
    public string Behavior => First > 0 ? $"--latency {LatencyMilliseconds} --burst {First}={Refused}" : $"--latency {LatencyMilliseconds}";
}
