using System.Globalization;

namespace Querent.Emulator;

/// <summary>Refuses a quota that makes no sense.</summary>
internal static class QuotaRules
{
    public const long MostPerMinute = 1_000_000_000;

    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromMinutes(1);

    /// <exception cref="ArgumentException">Names the property, what it is and what it may be.</exception>
    public static void Check(EmulatorQuota quota)
    {
        CheckPerMinute(nameof(EmulatorQuota.RequestsPerMinute), quota.RequestsPerMinute);
        CheckPerMinute(nameof(EmulatorQuota.TokensPerMinute), quota.TokensPerMinute);
        CheckPerMinute(nameof(EmulatorQuota.ReducedTokensPerMinute), quota.ReducedTokensPerMinute);
        CheckWindow(nameof(EmulatorQuota.RequestWindow), quota.RequestWindow);
        CheckWindow(nameof(EmulatorQuota.TokenWindow), quota.TokenWindow);
        CheckShare(nameof(EmulatorQuota.TakenByOthers), quota.TakenByOthers);
        Require(quota.DefaultOutputTokens >= 0, nameof(EmulatorQuota.DefaultOutputTokens), quota.DefaultOutputTokens, "at least 0");
        Require(quota.RetryAfterFactor is >= 0 and < 1e6, nameof(EmulatorQuota.RetryAfterFactor), quota.RetryAfterFactor, "from 0 to below 1,000,000");
        Require(quota.RetryAfter is null || quota.RetryAfter >= TimeSpan.Zero, nameof(EmulatorQuota.RetryAfter), quota.RetryAfter, "at least 0");
        if (quota.Capacity is { } capacity)
        {
            CheckConcurrency(nameof(EmulatorCapacity.Concurrency), capacity.Concurrency);
            Require(capacity.Slowdown is >= 0 and <= 8, nameof(EmulatorCapacity.Slowdown), capacity.Slowdown, "from 0 to 8");
        }

        foreach (QuotaChange change in quota.Changes)
        {
            Check(change, quota);
        }
    }

    private static void Check(QuotaChange change, EmulatorQuota quota)
    {
        string where = string.Create(CultureInfo.InvariantCulture, $"Changes at {change.At}: ");
        Require(change.At >= TimeSpan.Zero, where + nameof(change.At), change.At, "at least 0");
        Require(change.Factor is null or (> 0 and < 1e6), where + nameof(change.Factor), change.Factor, "more than 0 and below 1,000,000");
        CheckPerMinute(where + nameof(change.RequestsPerMinute), change.RequestsPerMinute);
        CheckPerMinute(where + nameof(change.TokensPerMinute), change.TokensPerMinute);
        CheckPerMinute(where + nameof(change.ReducedTokensPerMinute), change.ReducedTokensPerMinute);
        CheckShare(where + nameof(change.TakenByOthers), change.TakenByOthers ?? 0);
        CheckConcurrency(where + nameof(change.Concurrency), change.Concurrency ?? 1);
        Require(
            change.Factor is null || (change.RequestsPerMinute is null && change.TokensPerMinute is null),
            where + nameof(change.Factor), change.Factor, "possible beside RequestsPerMinute or TokensPerMinute; leave one of them out");
        Require(
            change.Concurrency is null || quota.Capacity is not null,
            where + nameof(change.Concurrency), change.Concurrency, "possible without Capacity; set that too");
    }

    private static void CheckPerMinute(string name, long? value) =>
        Require(value is null or (>= 1 and <= MostPerMinute), name, value, "from 1 to 1,000,000,000");

    private static void CheckWindow(string name, TimeSpan value) =>
        Require(value >= ShortestWindow && value <= LongestWindow, name, value, "from 0.1 s to 60 s");

    private static void CheckShare(string name, double value) => Require(value is >= 0 and < 1, name, value, "from 0 to below 1");

    private static void CheckConcurrency(string name, int value) => Require(value >= 1, name, value, "at least 1");

    private static void Require(bool holds, string name, object? value, string expected)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(EmulatorQuota)}: {name} is {value}, which is not {expected}."));
        }
    }
}
