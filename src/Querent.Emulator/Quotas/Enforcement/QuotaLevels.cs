namespace Querent.Emulator;

/// <summary>What of a quota is in force, as its changes have left it.</summary>
internal sealed record QuotaLevels(
    long? RequestsPerMinute, long? TokensPerMinute, long? ReducedTokensPerMinute, double TakenByOthers, int? Concurrency)
{
    public static QuotaLevels Of(EmulatorQuota quota) =>
        new(quota.RequestsPerMinute, quota.TokensPerMinute, quota.ReducedTokensPerMinute, quota.TakenByOthers, quota.Capacity?.Concurrency);

    /// <summary>The tokens a minute that are enforced and shown.</summary>
    public long? ShownTokensPerMinute =>
        TokensPerMinute is long tokens && ReducedTokensPerMinute is long reduced ? Math.Min(tokens, reduced) : TokensPerMinute;

    /// <summary>What others leave of a minute's worth; never nothing.</summary>
    public long LeftOf(long perMinute) => Math.Max(1, (long)Math.Round(perMinute * (1 - TakenByOthers)));

    public QuotaLevels After(QuotaChange change, EmulatorQuota quota) => new(
        change.RequestsPerMinute ?? Scaled(quota.RequestsPerMinute, change.Factor) ?? RequestsPerMinute,
        change.TokensPerMinute ?? Scaled(quota.TokensPerMinute, change.Factor) ?? TokensPerMinute,
        change.ReducedTokensPerMinute ?? ReducedTokensPerMinute,
        change.TakenByOthers ?? TakenByOthers,
        change.Concurrency ?? Concurrency);

    private static long? Scaled(long? perMinute, double? factor) =>
        perMinute is long number && factor is double times
            ? Math.Clamp((long)Math.Round(number * times), 1, QuotaRules.MostPerMinute)
            : null;
}
