using System.Text.Json;

namespace Querent.Emulator.Tests;

public sealed class CounterTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attempts_prompts_and_statuses_are_counted()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Faults = [FaultRule.FirstAttempts(EmulatorFault.Throttle())] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        foreach (string user in (string[])["a", "b", "a", "b", "a"])
        {
            await client.PostAsync(Requests.Ask(user));
        }

        await client.PostAsync("{}");
        EmulatorCounters counters = emulator.GetCounters();
        Assert.Equal(6, counters.Attempts);
        Assert.Equal(2, counters.DistinctPrompts);
        Assert.Equal([new(200, 3), new(400, 1), new(429, 2)], counters.ByStatus);
        Assert.Equal([new("throttle", 2)], counters.Faults);
        Assert.Equal(3, counters.ServedLatency.Count);
        Assert.Equal(0, counters.InFlight);
        Assert.Equal(1, counters.PeakInFlight);
    }

    [Fact]
    public async Task A_reset_starts_over_attempts_included()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Answer = request => new($"{request.Attempt}") }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal("1", (await client.PostAsync(Requests.Ask())).Content);
        Assert.Equal("2", (await client.PostAsync(Requests.Ask())).Content);
        emulator.ResetCounters();
        Assert.Equal(0, emulator.GetCounters().Attempts);
        Assert.Equal(LatencySummary.Empty, emulator.GetCounters().ServedLatency);
        Assert.Equal("1", (await client.PostAsync(Requests.Ask())).Content);
    }

    [Fact]
    public async Task The_peak_is_the_most_that_were_in_flight_at_once()
    {
        var release = new TaskCompletionSource();
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Hold = _ => release.Task }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Task<Reply>[] asked = [.. Enumerable.Range(0, 20).Select(row => client.PostAsync(Requests.Ask($"Row {row}")))];
        await emulator.WaitForInFlightAsync(20, Cancelled);
        Assert.Equal(20, emulator.GetCounters().InFlight);
        release.SetResult();
        await Task.WhenAll(asked);
        EmulatorCounters counters = emulator.GetCounters();
        Assert.Equal(0, counters.InFlight);
        Assert.Equal(20, counters.PeakInFlight);
    }

    [Fact]
    public async Task A_client_that_keeps_so_many_in_flight_is_never_seen_with_more()
    {
        const int Concurrency = 8;
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 2_000),
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = Cancelled },
            async (row, _) => await client.PostAsync(Requests.Ask($"Row {row}")));
        Assert.InRange(emulator.GetCounters().PeakInFlight, 1, Concurrency);
        Assert.Equal(2_000, emulator.GetCounters().WithStatus(200));
    }

    [Fact]
    public async Task A_client_that_goes_is_counted_and_held_no_longer()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Latency = EmulatorLatency.Fixed(TimeSpan.FromHours(1)) }, Cancelled);
        using var client = new EmulatorClient(emulator);
        using var impatience = new CancellationTokenSource();
        Task<HttpResponseMessage> asked = client.SendAsync(Requests.Ask(), "openai/v1/chat/completions", impatience.Token);
        await emulator.WaitForInFlightAsync(1, Cancelled);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await emulator.WaitForIdleAsync(Cancelled);
        Assert.Equal(1, emulator.GetCounters().AbortedByClient);
        Assert.Empty(emulator.GetCounters().ByStatus);
    }

    [Fact]
    public async Task A_wait_ends_when_so_many_attempts_have_come_and_not_before()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Task wait = emulator.WaitForAttemptsAsync(2, Cancelled);
        await client.PostAsync(Requests.Ask());
        Assert.False(wait.IsCompleted);
        await client.PostAsync(Requests.Ask());
        await wait;
    }

    [Fact]
    public async Task A_wait_is_cancelled_by_its_token()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var cancel = new CancellationTokenSource();
        Task wait = emulator.WaitForInFlightAsync(1, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task Another_process_reads_and_resets_the_counters_over_http()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        await client.PostAsync(Requests.Ask());
        JsonElement counters = JsonDocument.Parse(await client.Http.GetStringAsync(new Uri(emulator.Endpoint, "emulator/counters"), Cancelled)).RootElement;
        Assert.Equal(1, counters.GetProperty("attempts").GetInt64());
        Assert.Equal(1, counters.GetProperty("by_status").GetProperty("200").GetInt64());
        Assert.Equal(1, counters.GetProperty("served_latency_ms").GetProperty("count").GetInt64());
        Assert.Equal(204, (await client.PostAsync("", "emulator/counters/reset")).Status);
        Assert.Equal(0, emulator.GetCounters().Attempts);
    }
}
