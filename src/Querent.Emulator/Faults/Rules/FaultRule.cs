namespace Querent.Emulator;

/// <summary>Says which attempts a fault strikes. Keyed on the prompt and the attempt, so that a run repeats exactly.</summary>
public sealed class FaultRule
{
    private readonly Func<AttemptKey, EmulatorRequest?, EmulatorFault?> _choose;

    private FaultRule(bool needsRequest, Func<AttemptKey, EmulatorRequest?, EmulatorFault?> choose)
    {
        NeedsRequest = needsRequest;
        _choose = choose;
    }

    internal bool NeedsRequest { get; }

    /// <summary>Strikes a share of all attempts, each decided by a hash of its prompt, its attempt and the seed.</summary>
    /// <param name="fault">What strikes.</param>
    /// <param name="share">From 0, none, to 1, all.</param>
    /// <param name="seed">Another seed strikes others.</param>
    public static FaultRule Share(EmulatorFault fault, double share, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ulong salt = StableHash.Combine(StableHash.Mix((ulong)seed + 1), StableHash.Of(System.Text.Encoding.UTF8.GetBytes(fault.Name)));
        return new FaultRule(false, (key, _) =>
            StableHash.ToUnit(StableHash.Combine(StableHash.Combine(key.PromptHash, (ulong)key.Attempt), salt)) < share ? fault : null);
    }

    /// <summary>Strikes the first attempts of every prompt; later ones pass.</summary>
    /// <param name="fault">What strikes.</param>
    /// <param name="attempts">How many.</param>
    public static FaultRule FirstAttempts(EmulatorFault fault, int attempts = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new FaultRule(false, (key, _) => key.Attempt <= attempts ? fault : null);
    }

    /// <summary>Strikes every attempt.</summary>
    /// <param name="fault">What strikes.</param>
    public static FaultRule Always(EmulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new FaultRule(false, (_, _) => fault);
    }

    /// <summary>Strikes as a function says.</summary>
    /// <param name="choose">The fault for a request, or null; called by several threads at once.</param>
    public static FaultRule When(Func<EmulatorRequest, EmulatorFault?> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        return new FaultRule(true, (_, request) => choose(request!));
    }

    internal EmulatorFault? Choose(in AttemptKey key, EmulatorRequest? request) => _choose(key, request);
}
