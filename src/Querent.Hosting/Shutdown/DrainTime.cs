namespace Querent;

/// <summary>How long rows that are begun may go on once the host stops.</summary>
internal static class DrainTime
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    /// <summary>The setting, or else the host's time-out less what it takes to end calls and to answer requests.</summary>
    public static TimeSpan Of(TimeSpan? setting, TimeSpan shutdownTimeout)
    {
        if (setting is { } drainTimeout)
        {
            return drainTimeout;
        }

        return shutdownTimeout == Timeout.InfiniteTimeSpan
            ? Timeout.InfiniteTimeSpan
            : shutdownTimeout - (shutdownTimeout / 4 < Margin ? shutdownTimeout / 4 : Margin);
    }
}
