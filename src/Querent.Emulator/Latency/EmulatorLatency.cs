namespace Querent.Emulator;

/// <summary>How long the emulator holds an answer, counted from the arrival of the request.</summary>
public sealed class EmulatorLatency
{
    private readonly Func<AttemptKey, EmulatorRequest?, TimeSpan> _of;

    private EmulatorLatency(bool needsRequest, Func<AttemptKey, EmulatorRequest?, TimeSpan> of)
    {
        NeedsRequest = needsRequest;
        _of = of;
    }

    /// <summary>Answers at once.</summary>
    public static EmulatorLatency None { get; } = new(false, static (_, _) => TimeSpan.Zero);

    internal bool NeedsRequest { get; }

    /// <summary>The same for every request.</summary>
    /// <param name="latency">At least 0.</param>
    public static EmulatorLatency Fixed(TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        return new EmulatorLatency(false, (_, _) => latency);
    }

    /// <summary>Log-normal, as a model's latencies are: half lie below the median, a few far above.</summary>
    /// <param name="median">The median; more than 0.</param>
    /// <param name="sigma">The standard deviation of the logarithm: 0.5 puts one in twenty above 2.3 medians.</param>
    /// <param name="seed">Another seed draws others; the same request and attempt always draw the same.</param>
    public static EmulatorLatency LogNormal(TimeSpan median, double sigma, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(median, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        return new EmulatorLatency(false, (key, _) =>
        {
            var random = new StableRandom(StableHash.Combine(StableHash.Combine(key.PromptHash, (ulong)key.Attempt), (ulong)seed));
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextUnit())) * Math.Cos(2 * Math.PI * random.NextUnit());
            return median * Math.Exp(sigma * normal);
        });
    }

    /// <summary>As a function says of each request.</summary>
    /// <param name="latency">Called once a request, by several threads at once.</param>
    public static EmulatorLatency PerRequest(Func<EmulatorRequest, TimeSpan> latency)
    {
        ArgumentNullException.ThrowIfNull(latency);
        return new EmulatorLatency(true, (_, request) => latency(request!));
    }

    /// <summary>These latencies, but for a share of all attempts, each decided by a hash of its prompt, its attempt and the seed.</summary>
    /// <param name="share">From 0, none, to 1, all.</param>
    /// <param name="latency">What the stragglers take; at least 0.</param>
    /// <param name="seed">Another seed holds others.</param>
    public EmulatorLatency WithStragglers(double share, TimeSpan latency, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        ulong salt = StableHash.Combine(StableHash.Mix((ulong)seed + 1), StableHash.Of("straggler"u8));
        return new EmulatorLatency(NeedsRequest, (key, request) =>
            StableHash.ToUnit(StableHash.Combine(StableHash.Combine(key.PromptHash, (ulong)key.Attempt), salt)) < share
                ? latency
                : _of(key, request));
    }

    internal TimeSpan Of(in AttemptKey key, EmulatorRequest? request) => _of(key, request);
}
