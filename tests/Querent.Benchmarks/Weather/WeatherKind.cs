using System.Globalization;

namespace Querent.Benchmarks.Weather;

/// <summary>A kind of bad weather: what the endpoint does, where requests go astray to, what the host does.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Behavior">The emulator's options while it lasts.</param>
internal sealed record WeatherKind(string Name, string Behavior)
{
    private const double Share = 0.05;
    private const double RareShare = 0.01;   // of what costs a whole deadline

    private static readonly string[] Costly = ["black-hole", "stalled-body", "half-open", "slow-drip"];

    private static readonly string[] Faults =
    [
        "status-500", "status-503", "not-json", "content-filter-prompt", "context-too-long", "content-filter-output", "filter-down", "filter-notes",
        "refusal", "truncated", "reasoning-cut", "answer-not-json", "answer-wrong", "empty-choices", "no-content", "no-usage", "partial-usage",
        "error-in-success", "empty-body", "two-documents", "byte-order-mark", "compressed", "falsely-compressed", "unknown-finish-reason", "tool-calls",
        "cut-body", "reset", "slow-drip", "black-hole", "stalled-body", "half-open", "go-away", "lost-connection",
    ];

    private static readonly string[] OfHttp2 = ["go-away", "lost-connection", "cut-body", "reset"];

    /// <summary>Whether HTTP/2 is spoken.</summary>
    public bool IsHttp2 { get; init; }

    /// <summary>Whether a share of the attempts goes to a host that no name server knows.</summary>
    public bool HasDnsFailures { get; init; }

    /// <summary>Whether a share of the attempts wants TLS of an endpoint that speaks none.</summary>
    public bool HasTlsFailures { get; init; }

    /// <summary>Whether the clock jumps.</summary>
    public bool HasJumps { get; init; }

    /// <summary>Whether the host keeps the thread pool's threads busy.</summary>
    public bool IsStarved { get; init; }

    public static IReadOnlyList<WeatherKind> All { get; } =
    [
        .. Faults.Select(fault => new WeatherKind(fault, Fault(fault, Costly.Contains(fault) ? RareShare : Share))),
        .. OfHttp2.Select(fault => new WeatherKind($"{fault} over HTTP/2", Fault(fault, Share)) { IsHttp2 = true }),
        new("throttle", "--throttle 0.05 --retry-after 0.02 --retry-after-form ms"),
        new("throttle, no word when", "--throttle 0.05 --retry-after-form none"),
        new("DNS failure", "") { HasDnsFailures = true },
        new("TLS failure", "") { HasTlsFailures = true },
        new("clock jumps", "") { HasJumps = true },
        new("thread pool starved", "") { IsStarved = true },
        new("all at random", string.Join(' ', Faults.Select(fault => Fault(fault, RareShare / 5)))) { HasDnsFailures = true, HasTlsFailures = true, HasJumps = true, IsStarved = true },
    ];

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string Fault(string fault, double share) => string.Create(CultureInfo.InvariantCulture, $"--fault {fault}={share}");
}
