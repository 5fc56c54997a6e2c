using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows;

public class RowDeadlineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rows_deadline_fails_the_queries_that_it_cuts_and_drops_those_that_it_finds_without_an_attempt()
    {
        var clock = new FakeTimeProvider();
        var transport = new FakeTransport(attempt => attempt.Query == 0 ? FakeTransport.Answer(attempt) : FakeTransport.Silence(attempt));
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1, clock: clock) with { RowTimeout = TimeSpan.FromSeconds(5) });
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(4, new EchoNeed(3, 1)), new EchoInput(0), Token);
        await transport.UntilStarted(2);

        clock.Advance(TimeSpan.FromSeconds(5));

        RowOutcome<EchoRow> outcome = await asked;
        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure;
        Assert.Equal((null, QueryErrorKind.Deadline, "The row was not answered within 5 s, its deadline."), (failure.FirstQuery, failure.Error.Kind, failure.Error.Message));
        Assert.Equal([QueryStatus.Answered, QueryStatus.Failed, QueryStatus.Dropped, QueryStatus.Dropped], outcome.Queries.Select(query => query.Status));
        Assert.Equal([("Q1", QueryErrorKind.Deadline)], failure.FailedQueries.Select(failed => (failed.Query, failed.Error.Kind)));
    }

    [Fact]
    public async Task A_query_whose_prompt_is_being_rendered_at_the_deadline_is_dropped()
    {
        var clock = new FakeTimeProvider();
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options(clock: clock) with { RowTimeout = TimeSpan.FromSeconds(5) });

        RowOutcome<EchoRow> outcome = await executor.AskAsync(
            EchoPlan.Of(1), new EchoInput(0) { BeforePrompt = _ => clock.Advance(TimeSpan.FromSeconds(5)) }, Token);

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure;
        Assert.Equal((null, QueryErrorKind.Deadline), (failure.FirstQuery, failure.Error.Kind));
        Assert.Empty(failure.FailedQueries);
        Assert.Equal(QueryStatus.Dropped, outcome.Queries[0].Status);
        Assert.Empty(transport.Started);
    }
}
