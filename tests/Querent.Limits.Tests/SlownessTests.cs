using Querent.Limits.Tests.Simulation;

namespace Querent.Limits.Tests;

/// <summary>A provider that refuses nothing, and serves the slower the more there is.</summary>
public class SlownessTests
{
    private const double Mean = 0.05;

    public static TheoryData<int, double> Capacities => new() { { 16, 0 }, { 64, 0 }, { 256, 0 }, { 16, 0.5 }, { 64, 0.5 }, { 256, 0.5 } };

    [Theory]
    [MemberData(nameof(Capacities))]
    public void No_more_are_sent_than_bring_more_answers(int capacity, double sigma)
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new SlowServer(_ => capacity, Latency.Spread(Mean, sigma), 1), most: 2048);
        clock.RunUntil(30);

        Assert.InRange(client.Served(5, 30) * Mean / capacity, 0.9, 1.05);
        Assert.InRange(client.MeanLimit(5, 30), capacity * 0.8, capacity * 2.5);
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public void One_that_can_do_less_is_followed_down(int capacity, double sigma)
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new SlowServer(now => now < 20 ? capacity : capacity / 4.0, Latency.Spread(Mean, sigma), 1), most: 2048);
        clock.RunUntil(60);

        Assert.InRange(client.Served(40, 60) * Mean / (capacity / 4.0), 0.85, 1.05);
        Assert.InRange(client.MeanLimit(40, 60), 0, client.MeanLimit(10, 20));
    }

    [Fact]
    public void Longer_answers_are_not_taken_for_a_slow_provider()
    {
        var server = new TokenServer(secondsPerToken: 0.002, tokensOf: now => now < 20 ? 20 : 200);
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(server, most: 64);
        clock.RunUntil(60);

        Assert.Equal(1, client.LimitUse(5, 60), 2);
    }
}
