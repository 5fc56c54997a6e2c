using Microsoft.Extensions.Logging;

namespace Querent.Tests.Rows;

public class FailureStopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_of_which_nearly_every_row_is_rejected_for_one_reason_stops_after_what_it_had_begun()
    {
        var log = new Log(LogLevel.Error);
        var transport = new FakeTransport(attempt => attempt.Row % 50 == 0 ? FakeTransport.Answer(attempt) : FakeTransport.Rejected());
        await using var executor = new RowExecutor(transport, Run.Options() with { LoggerFactory = log });

        (List<RowOutcome<EchoRow>> outcomes, RunStoppedException exception) = await StopAsync(executor);

        Assert.Equal(Enumerable.Range(0, outcomes.Count).Select(index => (long)index), outcomes.Select(outcome => outcome.Index));
        Assert.Equal(outcomes.Count, exception.Index);
        Assert.Equal(outcomes.Count, transport.Started.Count);
        Assert.All(outcomes, outcome => Run.AssertAtomic(outcome, 1));
        Assert.Equal((QueryErrorKind.Rejected, 400), (exception.Error.Kind, exception.Error.StatusCode));
        Assert.True(exception.FinishedCount >= 50 && exception.FailedCount >= 0.95 * exception.FinishedCount);
        Assert.Contains($"{exception.FailedCount} of the last {exception.FinishedCount} rows", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"from index {exception.Index} on were not asked", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1202, Assert.Single(log.Events).Id.Id);
    }

    [Theory]
    [InlineData(QueryErrorKind.Authentication, 401)]
    [InlineData(QueryErrorKind.Authentication, 403)]
    [InlineData(QueryErrorKind.NotFound, 404)]
    public async Task A_key_or_address_that_is_wrong_from_the_start_stops_a_run_after_ten_rows(QueryErrorKind kind, int status)
    {
        await using var executor = new RowExecutor(Failing(new QueryError(kind, "No.") { StatusCode = status }), Run.Options(concurrency: 1));

        (List<RowOutcome<EchoRow>> outcomes, RunStoppedException exception) = await StopAsync(executor, new RunOptions { MaxUnfinishedRows = 1 });

        Assert.Equal((10, 10, kind), (exception.FailedCount, exception.FinishedCount, exception.Error.Kind));
        Assert.InRange(outcomes.Count, 10, 11);
    }

    [Fact]
    public async Task An_endpoint_that_cannot_be_reached_stops_a_run_once_attempts_are_spent()
    {
        await using var executor = new RowExecutor(Failing(new QueryError(QueryErrorKind.Connection, "No.") { IsTransient = true }), Run.Options(attempts: 2));

        (List<RowOutcome<EchoRow>> outcomes, RunStoppedException exception) = await StopAsync(executor);

        Assert.Equal(QueryErrorKind.Connection, exception.Error.Kind);
        Assert.All(outcomes, outcome => Assert.Equal(2, outcome.Queries[0].Attempts.Length));
    }

    [Theory]
    [InlineData(QueryErrorKind.ContentFiltered)]
    [InlineData(QueryErrorKind.InvalidAnswer)]
    [InlineData(QueryErrorKind.Refused)]
    [InlineData(QueryErrorKind.TooLarge)]
    [InlineData(QueryErrorKind.OverQuota)]
    [InlineData(QueryErrorKind.InvalidInput)]
    [InlineData(QueryErrorKind.MissingKey)]
    [InlineData(QueryErrorKind.ServerError)]
    [InlineData(QueryErrorKind.TimedOut)]
    public async Task What_is_the_rows_own_or_may_pass_stops_no_run(QueryErrorKind kind)
    {
        await using var executor = new RowExecutor(Failing(new QueryError(kind, "No.")), Run.Options());

        Assert.Equal(300, (await executor.ListAsync(1, Sequence(300))).Count);
    }

    [Fact]
    public void Rows_that_are_restored_neither_hide_failures_nor_count_among_them()
    {
        var watch = new FailureWatch(new FailureStopOptions());
        var error = new QueryError(QueryErrorKind.Authentication, "No.") { StatusCode = 401 };
        long index = 0;
        while (index < 500)
        {
            Assert.Null(watch.Add(index++, index % 2 == 0 ? error : null, counts: false));
        }

        for (int row = 1; row < 10; row++)
        {
            Assert.Null(watch.Add(index++, error));
        }

        Assert.Equal((10, 10), watch.Add(index, error) is { } finding ? (finding.Failed, finding.Finished) : default);
    }

    [Fact]
    public async Task Failures_for_several_reasons_stop_no_run()
    {
        var transport = new FakeTransport(attempt => new(new CompletionResult(new QueryError(QueryErrorKind.Rejected, "No.") { StatusCode = 400, Code = attempt.Row % 2 == 0 ? "a" : "b" })));
        await using var executor = new RowExecutor(transport, Run.Options());

        Assert.Equal(300, (await executor.ListAsync(1, Sequence(300))).Count);
    }

    [Fact]
    public async Task Failures_that_come_faster_than_answers_stop_no_run_that_is_well()
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Row % 2 == 0)
            {
                return await FakeTransport.Rejected();
            }

            await go.Task;
            return await FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 100));
        Task<List<RowOutcome<EchoRow>>> run = executor.ListAsync(1, Sequence(300), new RunOptions { MaxUnfinishedRows = 300 });
        await transport.UntilEnded(90);   // all of them failures
        go.SetResult();

        Assert.Equal(300, (await run).Count);
    }

    [Fact]
    public async Task One_answered_row_in_ten_keeps_a_run_going()
    {
        var transport = new FakeTransport(attempt => attempt.Row % 10 == 0 ? FakeTransport.Answer(attempt) : FakeTransport.Rejected());
        await using var executor = new RowExecutor(transport, Run.Options());

        Assert.Equal(300, (await executor.ListAsync(1, Sequence(300))).Count);
    }

    [Fact]
    public async Task A_run_that_is_well_at_first_is_stopped_when_the_key_is_withdrawn()
    {
        var transport = new FakeTransport(attempt => attempt.Row < 500
            ? FakeTransport.Answer(attempt)
            : new(new CompletionResult(new QueryError(QueryErrorKind.Authentication, "No.") { StatusCode = 401 })));
        await using var executor = new RowExecutor(transport, Run.Options());

        (List<RowOutcome<EchoRow>> outcomes, RunStoppedException exception) = await StopAsync(executor);

        Assert.Equal(500, outcomes.Count(outcome => outcome is AnsweredRow<EchoRow>));
        Assert.Equal((100, 401), (exception.FinishedCount, exception.Error.StatusCode));
        Assert.InRange(exception.Index, 595, 620);
    }

    [Fact]
    public async Task With_no_rule_every_row_is_asked_whatever_becomes_of_it()
    {
        await using var executor = new RowExecutor(Failing(new QueryError(QueryErrorKind.Authentication, "No.")), Run.Options());

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(1, Sequence(300), new RunOptions { StopOnFailures = null });

        Assert.Equal(300, outcomes.Count);
    }

    [Fact]
    public async Task A_run_whose_source_was_read_to_its_end_has_nothing_to_stop()
    {
        await using var executor = new RowExecutor(Failing(new QueryError(QueryErrorKind.Authentication, "No.")), Run.Options());

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(1, Sequence(9));

        Assert.All(outcomes, outcome => Assert.IsType<FailedRow<EchoRow>>(outcome));
    }

    [Fact]
    public async Task Other_runs_of_the_executor_go_on()
    {
        var transport = new FakeTransport(attempt => attempt.Row < 1000 ? FakeTransport.Rejected() : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options());

        await StopAsync(executor);

        Assert.IsType<AnsweredRow<EchoRow>>(await executor.AskAsync(EchoPlan.Of(1), new EchoInput(2000), Token));
    }

    [Theory]
    [InlineData(0, 1, 0.5, 0, "Window")]
    [InlineData(10, 0, 0.5, 0, "Minimum")]
    [InlineData(10, 11, 0.5, 0, "Minimum")]
    [InlineData(10, 5, 0.0, 0, "Rate")]
    [InlineData(10, 5, 1.1, 0, "Rate")]
    [InlineData(10, 5, double.NaN, 0, "Rate")]
    [InlineData(10, 5, 0.5, -1, "AtStart")]
    public async Task An_option_out_of_its_range_is_refused_by_name(int window, int minimum, double rate, int atStart, string name)
    {
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options());
        var stop = new FailureStopOptions { Window = window, Minimum = minimum, Rate = rate, AtStart = atStart };

        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(stop.Validate);

        Assert.Equal(name, exception.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(new RunOptions { StopOnFailures = stop }.Validate);
    }

    private static FakeTransport Failing(QueryError error) => new(_ => new(new CompletionResult(error)));

    // Not a collection: read only as far as there is room.
    private static IEnumerable<EchoInput> Sequence(int count) => Enumerable.Range(0, count).Select(id => new EchoInput(id));

    private static async Task<(List<RowOutcome<EchoRow>> Outcomes, RunStoppedException Exception)> StopAsync(RowExecutor executor, RunOptions? options = null)
    {
        List<RowOutcome<EchoRow>> outcomes = [];
        RunStoppedException exception = await Assert.ThrowsAsync<RunStoppedException>(async () =>
        {
            await foreach (RowOutcome<EchoRow> outcome in executor.RunAsync(1, Sequence(100_000), options, Token))
            {
                outcomes.Add(outcome);
            }
        });
        return (outcomes, exception);
    }
}
