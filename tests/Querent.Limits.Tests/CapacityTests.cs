using Querent.Limits.Tests.Simulation;

namespace Querent.Limits.Tests;

/// <summary>A provider that serves so many attempts at a time and refuses more.</summary>
public class CapacityTests
{
    private const double Mean = 0.05;

    public static TheoryData<int, double> Capacities => new()
    {
        { 4, 0 }, { 16, 0 }, { 64, 0 }, { 256, 0 }, { 4, 0.5 }, { 16, 0.5 }, { 64, 0.5 }, { 256, 0.5 },
    };

    [Theory]
    [MemberData(nameof(Capacities))]
    public void A_capacity_is_found_and_kept_full(int capacity, double sigma)
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new CapacityServer(_ => capacity, Latency.Spread(Mean, sigma)), most: 1024);
        clock.RunUntil(30);

        Assert.InRange(client.Served(3, 30) * Mean / capacity, capacity < 16 ? 0.9 : 0.96, 1.05);
        Assert.InRange(client.RefusedPart(3, 30), 0, 0.02);
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public void A_capacity_that_halves_is_followed(int capacity, double sigma)
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new CapacityServer(now => now < 10 ? capacity : capacity / 2, Latency.Spread(Mean, sigma)), most: 1024);
        clock.RunUntil(30);

        Assert.InRange(client.Served(15, 30) * Mean / (capacity / 2), capacity < 16 ? 0.75 : 0.9, 1.1);
        Assert.InRange(client.RefusedPart(15, 30), 0, capacity < 16 ? 0.1 : 0.04);
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public void A_capacity_that_grows_fourfold_is_taken_up_within_five_seconds(int capacity, double sigma)
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new CapacityServer(now => now < 10 ? capacity : capacity * 4, Latency.Spread(Mean, sigma)), most: 2048);
        clock.RunUntil(30);

        Assert.InRange(client.Served(15, 30) * Mean / (capacity * 4), 0.94, 1.05);
    }

    [Fact]
    public void A_burst_of_refusals_costs_less_than_a_twentieth()
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new BurstServer(100, 16, Mean), most: 16, queries: 400);
        clock.RunUntil(60, () => client.ServedAt.Count == 400);

        const double Clairvoyant = (400 * Mean / 16) + (16 * SimulatedServer.RefusalSeconds / 16);
        Assert.Equal(16, client.RefusedAt.Count);
        Assert.InRange(clock.Now / Clairvoyant, 1, 1.05);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(16)]
    [InlineData(256)]
    public void A_burst_that_refuses_a_whole_wave_costs_no_wave(int wave)
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new BurstServer(6 * wave, wave, Mean), most: wave, start: wave, queries: 25 * wave);
        clock.RunUntil(60, () => client.ServedAt.Count == 25 * wave);

        Assert.Equal(wave, client.RefusedAt.Count);
        Assert.InRange(clock.Now / (25 * Mean), 1, 1.02);
    }

    [Fact]
    public void A_limit_that_is_not_used_does_not_grow()
    {
        var clock = new SimulatedClock();
        var client = new SimulatedClient(clock, new CapacityServer(_ => int.MaxValue, () => Mean), Simulated.Limits(most: 1024));
        Feed(3);
        clock.RunUntil(30);
        Assert.Equal(16, client.Queue.Limit);

        Feed(16);
        clock.RunUntil(60);
        Assert.InRange(client.Queue.Limit, 17, 64);   // no more than is asked for

        // So many at a time, each as the last is served.
        void Feed(int queries)
        {
            client.Ask(queries);
            clock.After(2 * Mean, () => Feed(queries));
        }
    }

    [Fact]
    public void Refusals_of_one_burst_are_one_event()
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new BurstServer(1000, 64, Mean), most: 64, start: 64, queries: 4000);
        clock.RunUntil(60, () => client.ServedAt.Count == 4000);

        Assert.Equal(1, client.Limits.Events);
        Assert.Equal(64, client.RefusedAt.Count);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(64, 0)]
    [InlineData(1024, 0)]
    [InlineData(4, 0.8)]
    [InlineData(64, 0.8)]
    [InlineData(1024, 0.8)]
    public void Where_nothing_is_refused_all_permits_are_used(int most, double sigma)
    {
        (SimulatedClock clock, SimulatedClient client) = Simulated.Client(new SlowServer(_ => double.PositiveInfinity, Latency.Spread(Mean, sigma), 1), most);
        clock.RunUntil(60);

        Assert.Equal(most, client.Queue.Limit);
        Assert.Equal(1, client.LimitUse(3, 60), 3);
    }
}
