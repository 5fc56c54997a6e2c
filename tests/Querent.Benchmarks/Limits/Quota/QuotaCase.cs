using System.Globalization;
using Querent.Emulator;

namespace Querent.Benchmarks.Limits.Quota;

/// <summary>What a quota is counted in.</summary>
internal enum QuotaUnit
{
    Requests,
    Tokens,
}

/// <summary>A quota that changes on the way: as it is, halved, doubled again, shared with clients out of sight that take a third.</summary>
/// <param name="PerSecond">Requests a second that it comes to.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="WindowSeconds">How long a window is in which it is enforced.</param>
/// <param name="HasHeaders">Whether replies state it.</param>
/// <param name="StepSeconds">How long each step takes.</param>
internal sealed record QuotaCase(int PerSecond, QuotaUnit Unit, int WindowSeconds, bool HasHeaders, int StepSeconds)
{
    /// <summary>What a request is charged.</summary>
    public const int Tokens = 500;

    public static IReadOnlyList<(string Name, double Share)> Steps { get; } = [("fixed", 1), ("halved", 0.5), ("doubled", 1), ("shared", 2 / 3.0)];

    /// <summary>The median latency, in seconds.</summary>
    public double Latency => PerSecond >= 500 ? 0.5 : 1;

    /// <summary>How many workers a rival gets: enough to use the quota twice over.</summary>
    public int Workers => (int)Math.Ceiling(2 * PerSecond * Latency);

    /// <summary>The least share of the quota that is to be used.</summary>
    public double LeastGoodput => HasHeaders ? 0.97 : 0.90;

    /// <summary>The largest share of attempts that may be throttled.</summary>
    public double MostThrottled => HasHeaders ? 0.02 : 0.05;

    /// <summary>How long after a step all that has to hold again, in seconds.</summary>
    public int Allowance => Math.Max(5, HasHeaders ? WindowSeconds : 2 * WindowSeconds);

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{PerSecond}/s by {(Unit == QuotaUnit.Requests ? "requests" : "tokens")}, {WindowSeconds} s");

    /// <summary>
    /// The requests a second that a step has room for. What is left of a window's tokens when the next request does not fit is lost to
    /// everybody; of a quota of requests the fraction goes into the next window.
    /// </summary>
    public double UsablePerSecond(int step)
    {
        double perSecond = PerSecond * Steps[step].Share;
        return Unit == QuotaUnit.Requests ? perSecond : Math.Floor((perSecond * WindowSeconds) + 1e-9) / WindowSeconds;
    }

    public EmulatorQuota Quota => new()
    {
        RequestsPerMinute = Unit == QuotaUnit.Requests ? PerSecond * 60L : null,
        TokensPerMinute = Unit == QuotaUnit.Tokens ? PerSecond * 60L * Tokens : null,
        RequestWindow = TimeSpan.FromSeconds(WindowSeconds),
        TokenWindow = TimeSpan.FromSeconds(WindowSeconds),
        Changes =
        [
            new(TimeSpan.FromSeconds(StepSeconds)) { Factor = 0.5 },
            new(TimeSpan.FromSeconds(2 * StepSeconds)) { Factor = 1 },
            new(TimeSpan.FromSeconds(3 * StepSeconds)) { TakenByOthers = 1 / 3.0 },
        ],
    };

    public static IEnumerable<QuotaCase> All(IEnumerable<int> rates, int stepSeconds) =>
        from rate in rates
        from unit in new[] { QuotaUnit.Requests, QuotaUnit.Tokens }
        from window in new[] { 1, 10 }
        from hasHeaders in new[] { true, false }
        select new QuotaCase(rate, unit, window, hasHeaders, stepSeconds);
}
