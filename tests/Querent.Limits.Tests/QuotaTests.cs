using Querent.Emulator;
using Querent.Limits.Tests.Simulation;

namespace Querent.Limits.Tests;

/// <summary>The emulator's quota: as it is, halved, restored (which is a doubling) and shared with a client that takes a third.</summary>
public class QuotaTests
{
    private const int Step = 60;

    private static readonly (int From, double Share)[] Steps = [(0, 1), (Step, 0.5), (2 * Step, 1), (3 * Step, 2 / 3.0)];

    [Theory]
    [InlineData(10, 1, 1)]
    [InlineData(10, 10, 1)]
    [InlineData(100, 1, 1)]
    [InlineData(100, 10, 2)]
    [InlineData(1000, 1, 0.5)]
    [InlineData(1000, 10, 0.5)]
    public void A_quota_that_headers_state_is_used_to_the_full_and_hardly_exceeded(double perSecond, double window, double latency)
    {
        SimulatedClient client = Run(perSecond, window, latency, hasHeaders: true);
        foreach ((int from, double share) in Steps)
        {
            double settled = from + Math.Max(5, window);
            bool isShared = from == 3 * Step;   // which no header tells
            Assert.InRange(client.Served(settled, from + Step) / (perSecond * share), latency > 1 ? 0.95 : isShared && perSecond < 100 && window < 10 ? 0.94 : 0.97, 1.05);   // what is in flight at the start of a step is of the one before
            Assert.InRange(client.RefusedPart(settled, from + Step), 0, isShared && perSecond < 100 && window < 10 ? 0.04 : 0.02);
        }
    }

    [Theory]
    [InlineData(10, 1, 1)]
    [InlineData(10, 10, 1)]
    [InlineData(100, 1, 1)]
    [InlineData(100, 10, 1)]
    [InlineData(1000, 1, 0.5)]
    [InlineData(1000, 10, 0.5)]
    public void A_quota_that_nothing_states_is_learnt_from_its_refusals(double perSecond, double window, double latency)
    {
        foreach (bool hasRetryAfter in new[] { true, false })
        {
            SimulatedClient client = Run(perSecond, window, latency, hasHeaders: false, hasRetryAfter);
            foreach ((int from, double share) in Steps)
            {
                double settled = from + Math.Max(5, 2 * window);
                Assert.InRange(client.Served(settled, from + Step) / (perSecond * share), 0.9, 1.05);
                Assert.InRange(client.RefusedPart(settled, from + Step), 0, perSecond < 100 ? 0.05 : 0.02);
            }
        }
    }

    [Theory]
    [InlineData(100, 1, 1)]
    [InlineData(1000, 1, 0.5)]
    [InlineData(100, 10, 1)]
    public void Refusals_that_do_not_even_say_how_long_to_wait_cost_no_query_its_attempts(double perSecond, double window, double latency)
    {
        SimulatedClient client = Run(perSecond, window, latency, hasHeaders: false, hasRetryAfter: false);

        Assert.InRange(client.Served(10, Step) / perSecond, 0.85, 1.05);
        Assert.InRange(client.MostAttempts, 1, 7);
    }

    private static SimulatedClient Run(double perSecond, double window, double latency, bool hasHeaders, bool hasRetryAfter = true)
    {
        var quota = new EmulatorQuota
        {
            RequestsPerMinute = (long)(perSecond * 60),
            RequestWindow = TimeSpan.FromSeconds(window),
            Changes =
            [
                new(TimeSpan.FromSeconds(Step)) { Factor = 0.5 },
                new(TimeSpan.FromSeconds(2 * Step)) { Factor = 1 },
                new(TimeSpan.FromSeconds(3 * Step)) { TakenByOthers = 1 / 3.0 },
            ],
        };
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new QuotaServer(quota, Latency.Spread(latency, 0.3), 0, hasHeaders, hasRetryAfter), most: 2048);
        clock.RunUntil(4 * Step);
        return client;
    }
}
