using Querent.Limits.Tests.Simulation;

namespace Querent.Limits.Tests;

public class CapacityTests(ITestOutputHelper output)
{
    private static DeploymentLimits Limits(int start, int most, bool paced = true)
        => DeploymentLimits.Of(most, new AdaptiveLimit(start, most), paced ? new QuotaPacer(new QuotaPacingOptions()) : null, 120);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_burst(bool paced)
    {
        var clock = new SimulatedClock();
        var client = new SimulatedClient(clock, new BurstServer(100, 16, 0.05), Limits(16, 16, paced));
        client.Ask(400);
        clock.RunUntil(100, () => client.ServedAt.Count == 400);
        output.WriteLine($"makespan {clock.Now:0.000} refused {client.RefusedAt.Count} limit {client.Queue.Limit}");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(64)]
    [InlineData(256)]
    public void A_capacity(int capacity)
    {
        foreach (bool isNoisy in new[] { false, true })
        {
            var random = new Random(5);
            var clock = new SimulatedClock();
            double Latency() => isNoisy ? 0.05 * Math.Exp(0.5 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())) : 0.05;
            var client = new SimulatedClient(clock, new CapacityServer(now => now < 20 ? capacity : now < 40 ? capacity / 2 : capacity * 2, Latency), Limits(16, 1024));
            client.Ask(1_000_000);
            double mean = isNoisy ? 0.05 * Math.Exp(0.125) : 0.05;
            foreach (double at in new[] { 0, 1, 2, 5, 10, 15, 20, 21, 22, 25, 30, 35, 40, 41, 42, 45, 50, 55 })
            {
                double to = at + (at % 5 == 0 && at is not (0 or 20 or 40) ? 5 : 1);
                clock.RunUntil(to);
                double now = at < 20 ? capacity : at < 40 ? capacity / 2.0 : capacity * 2;
                output.WriteLine($"{isNoisy} {at}-{to}: of ideal {client.Served(at, to) * mean / now:0.000} refused {client.RefusedPart(at, to):0.000} limit {client.Queue.Limit} most attempts {client.MostAttempts}");
            }
        }
    }
}
