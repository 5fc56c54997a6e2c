using Microsoft.Extensions.Logging;

namespace Querent.Tests.Telemetry;

public class ExecutorLogTests
{
    [Fact]
    public async Task A_run_logs_its_beginning_its_failed_attempts_and_rows_and_its_end()
    {
        var log = new Log();
        var transport = new FakeTransport(attempt => (attempt.Row, attempt.Number) switch
        {
            (0, 1) => FakeTransport.Throttled(),
            (1, _) => FakeTransport.Rejected(),
            _ => FakeTransport.Answer(attempt),
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1) with { LoggerFactory = log });

        await executor.ListAsync(1, Run.Inputs(3));

        Assert.All(log.Events, entry => Assert.Equal("Querent.RowExecutor", entry.Category));
        Assert.Equal([1000, 1000, 1100, 1200, 1201], log.Events.Select(entry => entry.Id.Id).Order());
        Assert.Equal(
            ["EchoRow row 1 failed with 0 of 1 queries answered. Q0: Rejected: 400 [status=400 request=]"],
            log.Events.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Text));
        Assert.Equal("A run over EchoRow rows has begun: at most 1 attempts at a time.", Text(log, 1200));
        Assert.Matches(@"^A run over EchoRow rows has ended after \d+ ms: 2 answered, 1 failed\. Its source was read to the end: True\.$", Text(log, 1201));
        Assert.Matches(
            @"^EchoRow row 0, query Q0, attempt 1: Throttled after \d+ ms; to be tried again: True \[status=429 code= request=\]$",
            log.Events.Single(entry => entry.Text.StartsWith("EchoRow row 0", StringComparison.Ordinal)).Text);
    }

    [Fact]
    public async Task A_run_that_is_left_says_that_its_source_was_not_read_to_the_end()
    {
        var log = new Log();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options() with { LoggerFactory = log });

        await foreach (RowOutcome<EchoRow> _ in executor.RunAsync(1, Enumerable.InfiniteSequence(0, 1).Select(id => new EchoInput(id)), cancellationToken: TestContext.Current.CancellationToken))
        {
            break;
        }

        Assert.Contains("read to the end: False", Text(log, 1201), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drain_logs_how_it_went()
    {
        var log = new Log(LogLevel.Information);
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options() with { LoggerFactory = log });
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), TestContext.Current.CancellationToken);
        await transport.UntilInFlight(1);

        await executor.DrainAsync(new CancellationToken(canceled: true));

        await Assert.ThrowsAsync<ExecutorStoppedException>(() => asked);
        Assert.Equal([1300, 1302, 1301], log.Events.Select(entry => entry.Id.Id));
        Assert.Contains("finishes the 1 that are begun", Text(log, 1300), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_prompt_an_answer_or_what_the_users_code_threw_is_logged()
    {
        var log = new Log();
        var transport = new FakeTransport(_ => FakeTransport.Reply("""{"answer":"secret of the answer","secret of the model":1}"""));
        await using var executor = new RowExecutor(transport, Run.Options() with { LoggerFactory = log });

        await executor.ListAsync(1, [new EchoInput(1), new EchoInput(2) { ThrowsInPrompt = true }]);

        Assert.Equal(2, log.Events.Count(entry => entry.Id.Id == 1100));
        Assert.All(log.Events, entry => Assert.DoesNotContain("secret", entry.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LogLevel.Debug)]
    [InlineData(LogLevel.Warning)]
    public async Task A_logger_that_throws_fails_no_row_and_holds_up_nothing(LogLevel level)
    {
        var transport = new FakeTransport(attempt => attempt.Number == 1 && attempt.Row == 0 ? FakeTransport.Throttled() : attempt.Row == 1 ? FakeTransport.Rejected() : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options() with { LoggerFactory = new Log(level) { IsBroken = true } });

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(1, Run.Inputs(3));

        Assert.Equal([true, false, true], outcomes.Select(outcome => outcome is AnsweredRow<EchoRow>));
        await executor.DrainAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_null_in_the_source_is_logged_as_a_failed_row()
    {
        var log = new Log();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options() with { LoggerFactory = log });

        await executor.ListAsync(1, [null]);

        Assert.Contains("InvalidInput", Text(log, 1100), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_ends_because_it_was_told_to_is_not_called_complete()
    {
        var log = new Log();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options() with { LoggerFactory = log });
        IAsyncEnumerator<RowOutcome<EchoRow>> run = executor
            .RunAsync(EchoPlan.Of(1), () => RowSource.Of(UntilCancelled()), new RunOptions(), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await run.MoveNextAsync());

        await executor.DrainAsync(TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<ExecutorStoppedException>(async () => await run.MoveNextAsync());
        await run.DisposeAsync();

        Assert.Contains("read to the end: False", Text(log, 1201), StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<EchoInput> UntilCancelled([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new EchoInput(0);
        var cancelled = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
    }

    private static string Text(Log log, int id) => Assert.Single(log.Events, entry => entry.Id.Id == id).Text;
}
