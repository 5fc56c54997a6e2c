namespace Querent;

/// <summary>What holds for the options of both strategies.</summary>
internal static class StrategyRules
{
    public static void CheckPause(TimeSpan pause, string name)
    {
        if (pause <= TimeSpan.Zero || pause > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(name, pause, $"{name} must be longer than nothing and at most a day.");
        }
    }
}
