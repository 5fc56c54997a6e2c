namespace Querent.Benchmarks.Weather;

/// <summary>How much is run in each weather.</summary>
/// <param name="Rows">Rows of 4 queries that are to end in it.</param>
/// <param name="LatencyMilliseconds">How long the emulator holds an answer.</param>
/// <param name="Watches">Whether the return to full speed is waited for.</param>
internal sealed record WeatherPlan(int Rows, int LatencyMilliseconds, bool Watches)
{
    public const int Concurrency = 32;

    /// <summary>Back to full speed within this many seconds of the weather's end.</summary>
    public const double RecoveryGoal = 5;

    public RowExecutorOptions OptionsWith(TimeProvider clock) => new()
    {
        MaxConcurrency = Concurrency,
        AttemptTimeout = TimeSpan.FromSeconds(1),
        RetryDelay = TimeSpan.FromMilliseconds(50),
        MaxRetryDelay = TimeSpan.FromSeconds(1),
        Sharing = QuerySharing.Never,   // the same rows come round again
        TimeProvider = clock,
    };
}
