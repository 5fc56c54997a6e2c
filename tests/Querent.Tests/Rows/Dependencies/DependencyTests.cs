namespace Querent.Tests.Rows.Dependencies;

public class DependencyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_keeps_the_permit_of_the_answer_that_its_next_query_waited_for()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1));

        await ListAsync(executor, EchoPlan.Of(3, new EchoNeed(0, 2), new EchoNeed(1, 0)), 3);

        Assert.Equal(
            [(0, 2), (0, 0), (0, 1), (1, 2), (1, 0), (1, 1), (2, 2), (2, 0), (2, 1)],
            transport.Started.Select(attempt => (attempt.Row, attempt.Query)));
    }

    [Fact]
    public async Task Queries_that_need_nothing_of_one_another_are_in_flight_together()
    {
        var gate = new TaskCompletionSource();
        FakeTransport transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 8));

        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(4, new EchoNeed(3, 0, 1)), new EchoInput(0), Token);
        await transport.UntilInFlight(3);
        gate.SetResult();

        Assert.IsType<AnsweredRow<EchoRow>>(await asked);
        Assert.Equal(3, transport.Started.Last().Query);
    }

    [Fact]
    public async Task A_drained_executor_asks_what_the_rows_that_are_begun_still_wait_for()
    {
        var gate = new TaskCompletionSource();
        FakeTransport transport = FakeTransport.Holding(row: 0, gate.Task);
        await using var executor = new RowExecutor(transport, Run.Options());
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(3, new EchoNeed(1, 0), new EchoNeed(2, 1)), new EchoInput(0), Token);
        await transport.UntilInFlight(1);

        Task drained = executor.DrainAsync(Token);
        gate.SetResult();

        Assert.IsType<AnsweredRow<EchoRow>>(await asked);
        await drained;
        Assert.Equal(3, transport.Started.Count);
    }

    [Fact]
    public async Task What_a_failed_query_leaves_unasked_is_dropped_and_an_independent_answer_is_still_reported()
    {
        var transport = new FakeTransport(attempt => attempt.Query == 1 ? FakeTransport.Rejected() : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1));

        RowOutcome<EchoRow> outcome = await executor.AskAsync(EchoPlan.Of(4, new EchoNeed(2, 1), new EchoNeed(3, 2)), new EchoInput(0), Token);

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure;
        Assert.Equal(("Q1", 1, 4), (failure.FirstQuery, failure.AnsweredCount, failure.QueryCount));
        Assert.Equal([QueryStatus.Answered, QueryStatus.Failed, QueryStatus.Dropped, QueryStatus.Dropped], outcome.Queries.Select(query => query.Status));
        Assert.Equal(2, transport.Started.Count);
    }

    [Fact]
    public async Task A_transport_that_calls_an_attempt_cancelled_by_itself_leaves_nothing_asked_with_its_answer_missing()
    {
        var transport = new FakeTransport(_ => new(new CompletionResult(new QueryError(QueryErrorKind.Cancelled, "by itself"))));
        await using var executor = new RowExecutor(transport, Run.Options());

        RowOutcome<EchoRow> outcome = Assert.Single(await ListAsync(executor, EchoPlan.Of(2, new EchoNeed(1, 0)), 1));

        Assert.Equal(QueryErrorKind.Cancelled, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind);
        Assert.Single(transport.Started);
    }

    [Theory]
    [InlineData("The queries 'Q0' → 'Q2' → 'Q1' → 'Q0' wait for one another.", 0, 2, 2, 1, 1, 0)]
    [InlineData("The queries 'Q1' → 'Q2' → 'Q1' wait for one another.", 0, 1, 1, 2, 2, 1)]
    [InlineData("The query 'Q1' at place 1 needs the one at place 1: that is itself, or none of the 3.", 0, 1, 1, 1, 2, 0)]
    [InlineData("The query 'Q2' at place 2 needs the one at place 3: that is itself, or none of the 3.", 0, 1, 1, 2, 2, 3)]
    [InlineData("The query 'Q0' at place 0 needs the one at place -1: that is itself, or none of the 3.", 0, -1, 1, 2, 2, 0)]
    public void A_plan_whose_queries_can_never_all_be_asked_is_refused_when_it_is_made(string message, params int[] pairs)
        => Assert.Equal(
            message,
            Assert.Throws<ArgumentException>(() => EchoPlan.Of(3, pairs.Chunk(2).Select(pair => new EchoNeed(pair[0], pair[1])))).Message);

    [Fact]
    public void A_plan_without_dependencies_and_conditions_has_no_schedule_that_its_rows_would_pay_for()
    {
        Assert.Null(EchoPlan.Of(3).Schedule);
        Assert.NotNull(EchoPlan.Of(2, new EchoNeed(1, 0)).Schedule);
        Assert.NotNull(EchoPlan.Of(1, new EchoNeed(0) { When = (_, _) => true }).Schedule);
    }

    [Fact]
    public async Task A_query_that_names_a_dependency_twice_waits_for_it_once()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options());

        Assert.IsType<AnsweredRow<EchoRow>>(Assert.Single(await ListAsync(executor, EchoPlan.Of(2, new EchoNeed(1, 0, 0)), 1)));
        Assert.Equal(2, transport.Started.Count);
    }

    internal static async Task<List<RowOutcome<EchoRow>>> ListAsync(RowExecutor executor, RowPlan<EchoRow> plan, int rows)
        => await executor.RunAsync(plan, () => RowSource.Of(Run.Inputs(rows)), new RunOptions(), Token).ToListAsync(Token);
}
