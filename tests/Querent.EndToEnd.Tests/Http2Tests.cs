using Querent.Conformance;
using Querent.Emulator;

namespace Querent.EndToEnd.Tests;

public class Http2Tests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_speaks_HTTP2_alone_is_reached_with_it_and_not_without()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Http2Port = 0 }, Token);
        var options = new ChatCompletionsOptions { Endpoint = emulator.Http2Endpoint!, Deployment = emulator.Deployments[0], ApiKey = emulator.ApiKey };
        await using var with = new RowExecutor(new ChatCompletionsTransport(options with { Connection = new() { Http2 = true } }));
        await using var without = new RowExecutor(new ChatCompletionsTransport(options), new() { MaxAttempts = 1 });

        Assert.True((await with.AskAsync(EchoRun.Inputs(1)[0], Token)).TryGetRow(out _, out _));
        Assert.False((await without.AskAsync(EchoRun.Inputs(1)[0], Token)).TryGetRow(out _, out RowFailure? failure));
        Assert.Equal((QueryErrorKind.Rejected, 400), (failure.Error.Kind, failure.Error.StatusCode));
        Assert.Equal(3, emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task More_attempts_than_one_connection_has_streams_are_in_flight_at_a_time()
    {
        const int attempts = 150;   // a connection has 100
        await using EchoRun run = await EchoRun.StartAsync(DirectHttp2.Connect, FaultRule.Always(EmulatorFault.BlackHole()), options: EchoRun.Options(attempts) with { AdaptiveConcurrency = null });
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<List<RowOutcome<EchoRow>>> outcomes = run.ListAsync(attempts, cancellationToken: cancelled.Token);

        await run.Emulator.WaitForInFlightAsync(attempts, Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => outcomes);
        await run.Emulator.WaitForIdleAsync(Token);
    }
}
