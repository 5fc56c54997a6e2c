using Querent.Emulator;
using Querent.Limits.Tests.Simulation;

namespace Querent.Limits.Tests;

public class QuotaTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(10, 1, true, true, 1)]
    [InlineData(10, 10, true, true, 1)]
    [InlineData(100, 1, true, false, 1)]
    [InlineData(1000, 1, true, true, 0.5)]
    [InlineData(1000, 10, true, true, 0.5)]
    [InlineData(10, 1, false, true, 1)]
    [InlineData(10, 10, false, true, 1)]
    [InlineData(10, 1, false, false, 1)]
    [InlineData(10, 10, false, false, 1)]
    [InlineData(100, 1, false, true, 1)]
    [InlineData(100, 10, false, true, 1)]
    [InlineData(100, 1, false, false, 1)]
    [InlineData(100, 10, false, false, 1)]
    [InlineData(1000, 1, false, true, 0.5)]
    [InlineData(1000, 1, false, false, 0.5)]
    [InlineData(1000, 10, false, false, 0.5)]
    public void Look(double perSecond, double window, bool headers, bool retryAfter, double latency)
    {
        var random = new Random(5);
        var clock = new SimulatedClock();
        double Latency() => latency * Math.Exp(0.3 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        var quota = new EmulatorQuota
        {
            RequestsPerMinute = (long)(perSecond * 60),
            RequestWindow = TimeSpan.FromSeconds(window),
            Changes = [new(TimeSpan.FromSeconds(60)) { Factor = 0.5 }, new(TimeSpan.FromSeconds(120)) { Factor = 1 }, new(TimeSpan.FromSeconds(180)) { TakenByOthers = 1 / 3.0 }],
        };
        var client = new SimulatedClient(clock, new QuotaServer(quota, Latency, 0, headers, retryAfter), DeploymentLimits.Of(2048, new AdaptiveLimit(16, 2048), new QuotaPacer(new QuotaPacingOptions()), 120));
        client.Ask(1_000_000);
        output.WriteLine($"== {perSecond}/s window {window} headers {headers} retry-after {retryAfter} latency {latency}");
        foreach ((int at, double share) in new[] { (0, 1.0), (60, 0.5), (120, 1), (180, 2 / 3.0) })
        {
            for (int second = at + 1; second <= at + 60; second++)
            {
                clock.RunUntil(second);
                if (perSecond == 10 && window == 10 && headers && second is > 178 and < 240)
                {
                    output.WriteLine($"   {second}: served {client.Served(second - 1, second)} refused {client.RefusedPart(second - 1, second):0.000} in use {client.Queue.InUse} limit {client.Queue.Limit} rate {client.Limits.Pacer!.RequestRate:0.0}");
                }
            }

            double settle = Math.Max(5, headers ? window : 2 * window);
            double ideal = perSecond * share;
            output.WriteLine($"{at}: whole {client.Served(at, at + 60) / ideal:0.000} refused {client.RefusedPart(at, at + 60):0.000}; settled {client.Served(at + settle, at + 60) / ideal:0.000} refused {client.RefusedPart(at + settle, at + 60):0.000} limit {client.Queue.Limit} rate {client.Limits.Pacer!.RequestRate:0.0} most attempts {client.MostAttempts}");
        }
    }
}
