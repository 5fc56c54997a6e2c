namespace Querent.Limits.Tests.Simulation;

/// <summary>A client with more to ask than it ever can, before a provider, from the start.</summary>
internal static class Simulated
{
    /// <summary>The limits that an executor has by default, but for the number of attempts.</summary>
    public static DeploymentLimits Limits(int most, int start = 16, QuotaPacingOptions? pacing = null)
        => DeploymentLimits.Of(most, new AdaptiveLimit(Math.Min(start, most), most), new QuotaPacer(pacing ?? new QuotaPacingOptions()), longestPause: 120);

    public static (SimulatedClock Clock, SimulatedClient Client) Client(SimulatedServer server, int most, int start = 16, int queries = int.MaxValue / 2)
    {
        var clock = new SimulatedClock();
        var client = new SimulatedClient(clock, server, Limits(most, start));
        client.Ask(queries);
        return (clock, client);
    }
}
