namespace Querent;

/// <summary>When an executor's health is looked at, and from where on something is wrong. A threshold that is null switches its rule off.</summary>
public sealed record HealthOptions
{
    /// <summary>How often the rules are looked at while rows are asked; from a second to an hour, 10 seconds by default.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The part of the finished rows that may fail; from 0 to 1, 0.05 by default. Looked at over 20 rows and more.</summary>
    public double? MaxErrorRate { get; init; } = 0.05;

    /// <summary>
    /// How many times the median latency of attempts the 95th and the 99th percentile may be, each a rule of its own; from 1 up, 2
    /// by default. Looked at over 100 attempts and more.
    /// </summary>
    public double? MaxTailRatio { get; init; } = 2;

    /// <summary>
    /// By how much of itself the throughput may fall from one interval to the next, measured against the mean of the six before
    /// and only while attempts wait; from 0 to 1, 0.5 by default.
    /// </summary>
    public double? MaxThroughputDrop { get; init; } = 0.5;

    /// <summary>
    /// How many bytes an hour the process's working set may grow, once it was watched for a quarter of an hour; 100 MiB by default.
    /// What comes and goes is no growth: the lowest of its sizes at the end is compared with the lowest at the beginning.
    /// </summary>
    public double? MaxMemoryGrowth { get; init; } = 100 * 1024 * 1024;

    internal void Validate()
    {
        if (Interval < TimeSpan.FromSeconds(1) || Interval > TimeSpan.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(nameof(Interval), Interval, $"{nameof(Interval)} must be from a second to an hour.");
        }

        InRange(MaxErrorRate, 0, 1, nameof(MaxErrorRate));
        InRange(MaxTailRatio, 1, double.MaxValue, nameof(MaxTailRatio));
        InRange(MaxThroughputDrop, 0, 1, nameof(MaxThroughputDrop));
        InRange(MaxMemoryGrowth, 0, double.MaxValue, nameof(MaxMemoryGrowth));
    }

    private static void InRange(double? value, double least, double most, string name)
    {
        if (value is { } given && !(given >= least && given <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, most == double.MaxValue ? $"{name} must be {least} or more." : $"{name} must be from {least} to {most}.");
        }
    }
}
