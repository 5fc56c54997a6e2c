using Microsoft.Extensions.Logging;

namespace Querent.Tests.Rows.Dependencies;

public class ConditionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_none_of_whose_queries_is_asked_is_answered_without_a_call()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options());
        RowPlan<EchoRow> plan = EchoPlan.Of(3, Unless(0), Unless(1, 0), Unless(2));

        List<RowOutcome<EchoRow>> outcomes = await DependencyTests.ListAsync(executor, plan, 50);

        Assert.Equal(50, outcomes.Count);
        Assert.All(outcomes, outcome =>
        {
            Assert.All(Assert.IsType<AnsweredRow<EchoRow>>(outcome).Row.Answers, Assert.Null);
            Assert.All(outcome.Queries, query => Assert.Equal((QueryStatus.NotAsked, 0, TimeSpan.Zero, (int?)0), (query.Status, query.Attempts.Length, query.Latency, query.Usage.InputTokens)));
            Assert.Equal("Q0: NotAsked after 0 attempts", outcome.Queries[0].ToString());
        });
        Assert.Empty(transport.Started);
        Assert.IsType<AnsweredRow<EchoRow>>(await executor.AskAsync(plan, new EchoInput(0), Token));
    }

    [Fact]
    public async Task A_long_chain_of_queries_that_are_not_asked_is_followed_to_its_end()
    {
        const int length = 20_000;
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options());
        RowPlan<EchoRow> plan = EchoPlan.Of(length + 2, [.. Enumerable.Range(1, length).Select(query => Unless(query, query - 1)), new EchoNeed(length + 1, length)]);

        RowOutcome<EchoRow> outcome = await executor.AskAsync(plan, new EchoInput(0), Token);

        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        Assert.Equal(length, outcome.Queries.Count(query => query.Status == QueryStatus.NotAsked));
        Assert.Equal([0, length + 1], transport.Started.Select(attempt => attempt.Query));
    }

    [Fact]
    public async Task A_condition_is_given_the_answers_that_it_needs_while_its_row_keeps_the_permit()
    {
        List<(object? Answer, int InFlight)> seen = [];
        var transport = new FakeTransport();
        RowExecutor? executor = null;
        await using RowExecutor _ = executor = new RowExecutor(transport, Run.Options(concurrency: 1));
        RowPlan<EchoRow> plan = EchoPlan.Of(2, new EchoNeed(1, 0)
        {
            When = (_, answers) =>
            {
                seen.Add((answers[0], executor.GetStatistics().InFlight));
                return true;
            },
        });

        Assert.IsType<AnsweredRow<EchoRow>>(await executor.AskAsync(plan, new EchoInput(3), Token));

        Assert.Equal([(EchoPlan.Answer(3, 0), 1)], seen);
        Assert.Equal([0, 1], transport.Started.Select(attempt => attempt.Query));
    }

    [Fact]
    public async Task A_condition_that_throws_fails_the_row_says_whose_it_is_and_keeps_the_exceptions_text_to_itself()
    {
        var log = new Log(LogLevel.Warning);
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options() with { LoggerFactory = log });
        RowPlan<EchoRow> plan = EchoPlan.Of(4, new EchoNeed(1, 0) { When = (_, _) => throw new InvalidOperationException("secret") }, new EchoNeed(2, 1), Unless(3));

        RowOutcome<EchoRow> outcome = await executor.AskAsync(plan, new EchoInput(0), Token);

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure;
        Assert.Equal(("Q1", QueryErrorKind.RowCode, 1, 4), (failure.FirstQuery, failure.Error.Kind, failure.AnsweredCount, failure.QueryCount));
        Assert.Equal("Whether 'Q1' is asked could not be decided: its condition threw System.InvalidOperationException.", failure.Error.Message);
        Assert.Equal("secret", failure.Error.Exception!.Message);
        Assert.Equal([QueryStatus.Answered, QueryStatus.Failed, QueryStatus.Dropped, QueryStatus.NotAsked], outcome.Queries.Select(query => query.Status));
        Assert.Contains("failed with 1 of 4 queries answered. Q1: RowCode", Assert.Single(log.Events).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_is_asked_and_fails_still_fails_the_row()
    {
        await using var executor = new RowExecutor(new FakeTransport(_ => FakeTransport.Rejected()), Run.Options());

        RowOutcome<EchoRow> outcome = await executor.AskAsync(EchoPlan.Of(1, new EchoNeed(0) { When = (_, _) => true }), new EchoInput(0), Token);

        Assert.Equal(QueryErrorKind.Rejected, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind);
    }

    [Fact]
    public async Task A_key_that_a_table_lacks_fails_the_row_with_the_tables_name_and_not_the_key()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options());
        static int Weight() => LookupTable.Get(new Dictionary<string, int> { ["a"] = 1 }, "secret", "Weights");

        RowOutcome<EchoRow> inPrompt = await executor.AskAsync(EchoPlan.Of(1), new EchoInput(0) { BeforePrompt = _ => Weight() }, Token);
        RowOutcome<EchoRow> inCondition = await executor.AskAsync(EchoPlan.Of(1, new EchoNeed(0) { When = (_, _) => Weight() > 1 }), new EchoInput(0), Token);

        QueryError[] errors = [Assert.IsType<FailedRow<EchoRow>>(inPrompt).Failure.Error, Assert.IsType<FailedRow<EchoRow>>(inCondition).Failure.Error];
        Assert.All(errors, error => Assert.Equal(QueryErrorKind.MissingKey, error.Kind));
        Assert.Equal("The lookup 'Weights' has no entry for the key that the prompt asks for.", errors[0].Message);
        Assert.Equal("The lookup 'Weights' has no entry for the key that the condition asks for.", errors[1].Message);
        Assert.Empty(transport.Started);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_row_that_is_ended_while_a_condition_is_decided_on_asks_nothing_more(bool throws)
    {
        using var isDeciding = new ManualResetEventSlim();
        using var isEnded = new ManualResetEventSlim();
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options());
        using var cancel = new CancellationTokenSource();
        RowPlan<EchoRow> plan = EchoPlan.Of(3, new EchoNeed(2, 1), new EchoNeed(1, 0)
        {
            When = (_, _) =>
            {
                isDeciding.Set();
                isEnded.Wait(Token);
                return throws ? throw new InvalidOperationException() : true;
            },
        });
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(plan, new EchoInput(0), cancel.Token);
        await Task.Run(() => isDeciding.Wait(Token), Token);

        await cancel.CancelAsync();
        Assert.False(asked.IsCompleted);
        isEnded.Set();

        if (throws)
        {
            Assert.Equal("Q1", Assert.IsType<FailedRow<EchoRow>>(await asked).Failure.FirstQuery);
        }
        else
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        }

        Assert.Single(transport.Started);
        Assert.Equal((0, 0), (executor.GetStatistics().InFlight, executor.GetStatistics().Waiting));
    }

    [Fact]
    public async Task A_row_keeps_the_permit_that_its_conditional_query_waited_for()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 1));
        RowPlan<EchoRow> plan = EchoPlan.Of(4, new EchoNeed(1, 0) { When = (_, _) => true }, Unless(2, 0), new EchoNeed(3, 1, 2) { When = (_, _) => true });

        await DependencyTests.ListAsync(executor, plan, 3);

        Assert.Equal(
            [(0, 0), (0, 1), (0, 3), (1, 0), (1, 1), (1, 3), (2, 0), (2, 1), (2, 3)],
            transport.Started.Select(attempt => (attempt.Row, attempt.Query)));
    }

    [Fact]
    public async Task A_condition_that_takes_long_keeps_neither_its_caller_waiting_nor_another_row()
    {
        using var isLet = new ManualResetEventSlim();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options());
        RowPlan<EchoRow> plan = EchoPlan.Of(1, new EchoNeed(0) { When = (input, _) => input.Id > 0 || isLet.Wait(TimeSpan.FromSeconds(20), Token) });

        Task<RowOutcome<EchoRow>> slow = executor.AskAsync(plan, new EchoInput(0), Token);
        RowOutcome<EchoRow> quick = await executor.AskAsync(plan, new EchoInput(1), Token);
        isLet.Set();

        Assert.Equal((QueryStatus.Answered, QueryStatus.Answered), ((await slow).Queries[0].Status, quick.Queries[0].Status));
    }

    [Fact]
    public async Task A_condition_that_takes_long_does_not_keep_the_source_from_being_read()
    {
        using var isLast = new ManualResetEventSlim();
        var transport = new FakeTransport(attempt =>
        {
            if (attempt.Row == 2)
            {
                isLast.Set();
            }

            return FakeTransport.Answer(attempt);
        });
        await using var executor = new RowExecutor(transport, Run.Options());
        RowPlan<EchoRow> plan = EchoPlan.Of(1, new EchoNeed(0) { When = (input, _) => input.Id > 0 || isLast.Wait(TimeSpan.FromSeconds(20), Token) });

        List<RowOutcome<EchoRow>> outcomes = await DependencyTests.ListAsync(executor, plan, 3);

        Assert.All(outcomes, outcome => Assert.Equal(QueryStatus.Answered, outcome.Queries[0].Status));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Conditions_that_can_be_decided_on_at_the_same_time_are(bool waitForOneQuery)
    {
        using var both = new Barrier(2);
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options());
        bool Meet(EchoInput input, object?[] answers) => both.SignalAndWait(TimeSpan.FromSeconds(20), Token);
        int[] needed = waitForOneQuery ? [0] : [];

        RowOutcome<EchoRow> outcome = await executor.AskAsync(
            EchoPlan.Of(3, new EchoNeed(1, needed) { When = Meet }, new EchoNeed(2, needed) { When = Meet }), new EchoInput(0), Token);

        Assert.All(outcome.Queries, query => Assert.Equal(QueryStatus.Answered, query.Status));
    }

    [Fact]
    public async Task Conditions_of_one_row_are_decided_on_side_by_side()
    {
        using var both = new Barrier(2);
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options());
        bool Meet(EchoInput input, object?[] answers) => both.SignalAndWait(TimeSpan.FromSeconds(20), Token);

        RowOutcome<EchoRow> outcome = await executor.AskAsync(
            EchoPlan.Of(4, new EchoNeed(2, 0) { When = Meet }, new EchoNeed(3, 1) { When = Meet }), new EchoInput(0), Token);

        Assert.All(outcome.Queries, query => Assert.Equal(QueryStatus.Answered, query.Status));
    }

    private static EchoNeed Unless(int query, params int[] others) => new(query, others) { When = (_, _) => false };
}
