namespace Querent.Emulator;

/// <summary>The rules that are in force, and since when.</summary>
internal sealed class FaultSet(IReadOnlyList<FaultRule> rules, TimeProvider clock)
{
    private readonly FaultRule[] _rules = [.. rules];
    private readonly long _since = clock.GetTimestamp();

    /// <summary>Whether any rule looks at the request, so that it must be made.</summary>
    public bool NeedsRequest { get; } = rules.Any(rule => rule.NeedsRequest);

    /// <summary>What the first rule that has a fault for this attempt strikes it with; null for nothing.</summary>
    public EmulatorFault? Choose(in AttemptKey key, EmulatorRequest? request)
    {
        if (_rules.Length == 0)
        {
            return null;
        }

        TimeSpan elapsed = clock.GetElapsedTime(_since);
        foreach (FaultRule rule in _rules)
        {
            if (rule.Choose(in key, request, elapsed) is EmulatorFault fault)
            {
                return fault;
            }
        }

        return null;
    }
}
