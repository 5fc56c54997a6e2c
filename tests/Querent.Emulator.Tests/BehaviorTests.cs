using Microsoft.Extensions.Time.Testing;

namespace Querent.Emulator.Tests;

public sealed class BehaviorTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<int> AskAsync(EmulatorClient client, string user = "Where is my card?") => (await client.PostAsync(Requests.Ask(user))).Status;

    [Fact]
    public async Task A_burst_strikes_a_run_of_arrivals()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Faults = [FaultRule.Burst(EmulatorFault.Throttle(), first: 3, count: 2)] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        var statuses = new List<int>();
        for (int row = 0; row < 6; row++)
        {
            statuses.Add(await AskAsync(client, $"Row {row}"));
        }

        Assert.Equal([200, 200, 429, 429, 200, 200], statuses);
    }

    [Fact]
    public async Task A_gathered_burst_is_answered_when_all_of_it_has_come_and_not_before()
    {
        const int Count = 16;
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Faults = [FaultRule.Burst(EmulatorFault.Throttle(), 1, Count, gather: TimeSpan.FromMinutes(10))] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Task<Reply>[] early = [.. Enumerable.Range(1, Count - 1).Select(row => client.PostAsync(Requests.Ask($"Row {row}")))];
        await emulator.WaitForInFlightAsync(Count - 1, Cancelled);
        Assert.DoesNotContain(early, task => task.IsCompleted);
        Reply last = await client.PostAsync(Requests.Ask("Row 0"));
        Assert.All([last, .. await Task.WhenAll(early)], reply =>
        {
            Assert.Equal(429, reply.Status);
            Assert.False(reply.Headers.Contains("Retry-After"));
        });
        Assert.Equal(200, await AskAsync(client));
    }

    [Fact]
    public async Task A_gathered_burst_that_stays_small_is_let_go_in_the_end()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Faults = [FaultRule.Burst(EmulatorFault.Throttle(), 1, 4, gather: TimeSpan.FromMilliseconds(20))] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        int[] statuses = await Task.WhenAll(AskAsync(client, "a"), AskAsync(client, "b"));
        Assert.Equal([429, 429], statuses);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_burst_needs_a_first_and_a_count(long first, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FaultRule.Burst(EmulatorFault.Throttle(), first, count));

    [Fact]
    public async Task A_rule_may_hold_for_a_while_only()
    {
        var clock = new FakeTimeProvider();
        FaultRule weather = FaultRule.Always(EmulatorFault.Status(503)).During(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { TimeProvider = clock, Faults = [weather] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        var statuses = new List<int>();
        foreach (double advance in (double[])[9.9, 0.1, 9.9, 0.1])
        {
            clock.Advance(TimeSpan.FromSeconds(advance));
            statuses.Add(await AskAsync(client));
        }

        Assert.Equal([200, 503, 503, 200], statuses);
        emulator.SetFaults([weather]);
        clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(503, await AskAsync(client));
        Assert.Throws<ArgumentOutOfRangeException>(() => weather.During(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task Faults_and_latency_come_and_go_while_it_runs()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal(200, await AskAsync(client));
        emulator.SetFaults([FaultRule.When(request => request.User == "a" ? EmulatorFault.Status(500) : null)]);
        Assert.Equal(500, await AskAsync(client, "a"));
        emulator.SetFaults([]);
        Assert.Equal(200, await AskAsync(client, "a"));
        emulator.SetLatency(EmulatorLatency.PerRequest(_ => TimeSpan.FromMilliseconds(300)));
        Assert.Equal(200, await AskAsync(client, "a"));
        Assert.InRange(emulator.GetCounters().ServedLatency.Max, TimeSpan.FromMilliseconds(297), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task Another_process_changes_the_weather_over_http()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal(204, (await client.PostAsync("--fault status-503=1 --requests-per-minute 60", "emulator/behavior")).Status);
        Assert.Equal(503, await AskAsync(client));
        Assert.Equal(204, (await client.PostAsync("", "emulator/behavior")).Status);
        Assert.Equal(200, await AskAsync(client));
        Assert.Equal(200, await AskAsync(client));
    }

    [Fact]
    public async Task A_burst_is_an_option_too()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(EmulatorArguments.Parse(["--burst", "2=1"]), Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal(200, await AskAsync(client));
        Reply struck = await client.PostAsync(Requests.Ask());
        Assert.Equal(429, struck.Status);
        Assert.False(struck.Headers.Contains("Retry-After"));
        Assert.Equal(200, await AskAsync(client));
    }

    [Theory]
    [InlineData("--port 1", "--port can only be given at the start")]
    [InlineData("--fault status-503=1 --requests-per-minute none", "--requests-per-minute")]
    public async Task Options_that_make_no_sense_change_nothing(string options, string message)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(options, "emulator/behavior");
        Assert.Equal(400, reply.Status);
        Assert.Contains(message, reply.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, await AskAsync(client));
    }

    [Fact]
    public async Task A_slow_capacity_multiplies_the_latency()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Latency = EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(100)), Quota = new() { Capacity = new(1) { Overflow = CapacityOverflow.Slow, Slowdown = 2 } } },
            Cancelled);
        using var client = new EmulatorClient(emulator);
        await Task.WhenAll(AskAsync(client, "a"), AskAsync(client, "b"));
        Assert.InRange(emulator.GetCounters().ServedLatency.Max, TimeSpan.FromMilliseconds(396), TimeSpan.MaxValue);
    }
}
