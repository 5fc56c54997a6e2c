namespace Querent.Emulator;

/// <summary>What was served to good purpose: answers of status 200 that no fault struck.</summary>
/// <param name="Answers">How many.</param>
/// <param name="Tokens">Their tokens, prompts and answers together, as their usage says.</param>
/// <param name="Elapsed">The real time since the start or the last reset.</param>
public sealed record GoodputCounters(long Answers, long Tokens, TimeSpan Elapsed)
{
    /// <summary>Answers a second over <see cref="Elapsed"/>.</summary>
    public double AnswersPerSecond => Elapsed > TimeSpan.Zero ? Answers / Elapsed.TotalSeconds : 0;

    /// <summary>Tokens a minute over <see cref="Elapsed"/>.</summary>
    public double TokensPerMinute => Elapsed > TimeSpan.Zero ? Tokens / Elapsed.TotalMinutes : 0;
}
