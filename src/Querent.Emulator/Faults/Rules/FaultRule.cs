namespace Querent.Emulator;

/// <summary>Says which attempts a fault strikes. Keyed on the prompt and the attempt, so that a run repeats exactly.</summary>
public sealed class FaultRule
{
    private readonly Func<AttemptKey, EmulatorRequest?, TimeSpan, EmulatorFault?> _choose;

    private FaultRule(bool needsRequest, Func<AttemptKey, EmulatorRequest?, TimeSpan, EmulatorFault?> choose)
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
        return new FaultRule(false, (key, _, _) =>
            StableHash.ToUnit(StableHash.Combine(StableHash.Combine(key.PromptHash, (ulong)key.Attempt), salt)) < share ? fault : null);
    }

    /// <summary>Strikes the first attempts of every prompt; later ones pass.</summary>
    /// <param name="fault">What strikes.</param>
    /// <param name="attempts">How many.</param>
    public static FaultRule FirstAttempts(EmulatorFault fault, int attempts = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new FaultRule(false, (key, _, _) => key.Attempt <= attempts ? fault : null);
    }

    /// <summary>Strikes every attempt.</summary>
    /// <param name="fault">What strikes.</param>
    public static FaultRule Always(EmulatorFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new FaultRule(false, (_, _, _) => fault);
    }

    /// <summary>Strikes as a function says.</summary>
    /// <param name="choose">The fault for a request, or null; called by several threads at once.</param>
    public static FaultRule When(Func<EmulatorRequest, EmulatorFault?> choose)
    {
        ArgumentNullException.ThrowIfNull(choose);
        return new FaultRule(true, (_, request, _) => choose(request!));
    }

    /// <summary>
    /// Strikes a run of requests by their order of arrival: the one with <see cref="EmulatorRequest.Number"/>
    /// <paramref name="first"/> and those behind it.
    /// </summary>
    /// <param name="fault">What strikes.</param>
    /// <param name="first">The first that is struck; at least 1.</param>
    /// <param name="count">How many are struck; at least 1.</param>
    /// <param name="gather">
    /// Holds each of them until all have come, so that they are answered at once, but none longer than this; null answers each
    /// as the fault does.
    /// </param>
    public static FaultRule Burst(EmulatorFault fault, long first, int count, TimeSpan? gather = null)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(gather ?? TimeSpan.MaxValue, TimeSpan.Zero, nameof(gather));
        EmulatorFault struck = gather is TimeSpan longest ? fault with { Gate = new BurstGate(count, longest) } : fault;
        return new FaultRule(false, (key, _, _) => key.Number >= first && key.Number - first < count ? struck : null);
    }

    /// <summary>This rule, for a while only.</summary>
    /// <param name="from">When it begins, counted from the moment at which the rules came into force.</param>
    /// <param name="until">When it ends; later than <paramref name="from"/>.</param>
    public FaultRule During(TimeSpan from, TimeSpan until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(until, from);
        return new FaultRule(NeedsRequest, (key, request, elapsed) => elapsed >= from && elapsed < until ? _choose(key, request, elapsed) : null);
    }

    internal EmulatorFault? Choose(in AttemptKey key, EmulatorRequest? request, TimeSpan elapsed) => _choose(key, request, elapsed);
}
