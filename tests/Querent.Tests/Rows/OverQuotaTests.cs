using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows;

public class OverQuotaTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_that_can_never_fit_fails_at_once_with_the_numbers_and_nothing_is_sent()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Options(new() { TokensPerMinute = 320, TokenCounter = new Counter(100) }));

        var failed = Assert.IsType<FailedRow<EchoRow>>(await executor.AskAsync(Plan(300), new EchoInput(0), Token));

        Assert.Equal(QueryErrorKind.OverQuota, failed.Failure.Error.Kind);
        Assert.False(failed.Failure.Error.IsTransient);
        Assert.Equal(
            "The request can never fit into the deployment's 320 tokens a minute, and was not sent. Its prompt has 100 tokens and its answer may have 300. "
            + "Shorten the prompt, lower MaxOutputTokens, or raise the quota.",
            failed.Failure.Error.Message);
        Assert.Equal((QueryStatus.Failed, 0), (failed.Queries[0].Status, failed.Queries[0].Attempts.Length));
        Assert.Empty(transport.Started);
        Assert.Equal((0L, 0), (executor.GetStatistics().AttemptsStarted, executor.GetStatistics().InFlight));
    }

    [Fact]
    public async Task Without_a_counter_the_message_says_that_the_prompt_is_estimated()
    {
        await using var executor = new RowExecutor(new FakeTransport(), Options(new() { TokensPerMinute = 10 }));

        var failed = Assert.IsType<FailedRow<EchoRow>>(await executor.AskAsync(Plan(0), new EchoInput(0), Token));

        Assert.Matches("Its prompt has an estimated [0-9]{2} tokens\\. Shorten", failed.Failure.Error.Message);
    }

    [Fact]
    public async Task A_row_that_fits_is_answered_after_one_that_does_not()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Options(new() { TokensPerMinute = 320, RequestsPerMinute = 1, TokenCounter = new Counter(prompt => prompt.StartsWith("row 0 ", StringComparison.Ordinal) ? 321 : 10) }, new FakeTimeProvider()));

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(1, Run.Inputs(2)).WaitAsync(Patience, Token);

        // Nothing was sent for the first, so the minute's one request is still there.
        Assert.Equal([QueryErrorKind.OverQuota, null], outcomes.Select(outcome => (outcome as FailedRow<EchoRow>)?.Failure.Error.Kind));
        Assert.Equal(1, Assert.Single(transport.Started).Row);
    }

    [Fact]
    public async Task A_quota_that_a_reply_states_holds_for_the_requests_after_it()
    {
        var transport = new FakeTransport(async attempt => (await FakeTransport.Answer(attempt)) with { RateLimits = new RateLimitStatus { LimitTokens = 310 } });
        var clock = new FakeTimeProvider();
        await using var executor = new RowExecutor(transport, Options(new() { TokenCounter = new Counter(20) }, clock));

        RowOutcome<EchoRow> first = await executor.AskAsync(Plan(300), new EchoInput(0), Token);
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(Plan(300), new EchoInput(1), Token);
        clock.Advance(TimeSpan.FromMinutes(2));   // what the first took of it
        RowOutcome<EchoRow> second = await asked.WaitAsync(Patience, Token);

        Assert.IsType<AnsweredRow<EchoRow>>(first);
        Assert.Equal(QueryErrorKind.OverQuota, Assert.IsType<FailedRow<EchoRow>>(second).Failure.Error.Kind);
        Assert.Single(transport.Started);
    }

    [Fact]
    public async Task A_refusal_that_states_the_quota_keeps_the_request_from_being_tried_again()
    {
        var transport = new FakeTransport(async _ => (await FakeTransport.Throttled()) with { RateLimits = new RateLimitStatus { LimitTokens = 100 } });
        await using var executor = new RowExecutor(transport, Options(new()));

        var failed = Assert.IsType<FailedRow<EchoRow>>(await executor.AskAsync(Plan(300), new EchoInput(0), Token));

        Assert.Equal(QueryErrorKind.OverQuota, failed.Failure.Error.Kind);
        Assert.Equal(QueryErrorKind.Throttled, Assert.Single(failed.Queries[0].Attempts).Error!.Kind);
        Assert.Equal(1, executor.GetStatistics().AttemptsStarted);
    }

    [Fact]
    public async Task A_wait_beyond_the_cap_still_teaches_the_quota()
    {
        var transport = new FakeTransport(async attempt => attempt.Row == 0
            ? (await FakeTransport.Throttled(TimeSpan.FromHours(114))) with { RateLimits = new RateLimitStatus { LimitTokens = 100 } }
            : await FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Options(new()) with { MaxRetryAfter = TimeSpan.FromTicks(1) });

        await executor.AskAsync(Plan(300), new EchoInput(0), Token);
        var failed = Assert.IsType<FailedRow<EchoRow>>(await executor.AskAsync(Plan(300), new EchoInput(1), Token));

        Assert.Equal(QueryErrorKind.OverQuota, failed.Failure.Error.Kind);
    }

    [Fact]
    public async Task A_counter_is_asked_once_a_query_and_not_at_all_without_a_quota_of_tokens()
    {
        var counter = new Counter(10);
        var unpaced = new FakeTransport();
        await using (var executor = new RowExecutor(unpaced, Options(new() { RequestsPerMinute = 1_000_000, TokenCounter = counter })))
        {
            await executor.AskAsync(Plan(0), new EchoInput(0), Token);
        }

        Assert.Empty(counter.Prompts);
        var transport = new FakeTransport(attempt => attempt.Number < 3 ? FakeTransport.Throttled(TimeSpan.FromMilliseconds(1)) : FakeTransport.Answer(attempt));
        await using (var executor = new RowExecutor(transport, Options(new() { TokensPerMinute = int.MaxValue, TokenCounter = counter })))
        {
            await executor.AskAsync(Plan(0), new EchoInput(0), Token);
        }

        Assert.Equal(3, transport.Started.Count);
        Assert.StartsWith("row 0 query 0", Assert.Single(counter.Prompts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_counter_that_throws_fails_its_query_and_nothing_is_sent()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Options(new() { TokensPerMinute = 1000, TokenCounter = new Counter(_ => throw new FormatException("secret")) }));

        var failed = Assert.IsType<FailedRow<EchoRow>>(await executor.AskAsync(Plan(0), new EchoInput(0), Token));

        Assert.Equal(QueryErrorKind.RowCode, failed.Failure.Error.Kind);
        Assert.Equal("The prompt's tokens could not be counted: the token counter threw System.FormatException.", failed.Failure.Error.Message);
        Assert.IsType<FormatException>(failed.Failure.Error.Exception);
        Assert.Empty(transport.Started);
    }

    [Fact]
    public async Task What_a_prompt_that_cannot_be_rendered_had_reserved_is_the_next_ones()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Options(new() { RequestsPerMinute = 1 }, new FakeTimeProvider()));

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(1, [new EchoInput(0) { ThrowsInPrompt = true }, new EchoInput(1)]).WaitAsync(Patience, Token);

        Assert.IsType<FailedRow<EchoRow>>(outcomes[0]);
        Assert.IsType<AnsweredRow<EchoRow>>(outcomes[1]);
    }

    [Fact]
    public async Task What_a_dropped_query_had_reserved_is_the_next_ones()
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Options(new() { RequestsPerMinute = 1 }, new FakeTimeProvider()));
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var input = new EchoInput(0) { BeforePrompt = _ => cancelled.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => executor.AskAsync(Plan(0), input, cancelled.Token));
        RowOutcome<EchoRow> next = await executor.AskAsync(Plan(0), new EchoInput(1), Token).WaitAsync(Patience, Token);

        Assert.IsType<AnsweredRow<EchoRow>>(next);
        Assert.Equal(1, Assert.Single(transport.Started).Row);
    }

    [Theory]
    [InlineData(0, 300, 299, "Its answer may have 300: more")]
    [InlineData(300, 0, 299, "Its prompt has at least 300 tokens for every row: more")]
    [InlineData(200, 100, 299, "Its prompt has at least 200 tokens for every row and its answer may have 100: more")]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, "Its prompt has at least 2147483647 tokens for every row and its answer may have 2147483647: more")]
    [InlineData(200, 100, 300, null)]
    public async Task What_takes_more_than_the_quota_for_every_row_stops_a_run_before_its_first(int prompt, int answer, int quota, string? message)
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Options(new() { TokensPerMinute = quota }));
        RowPlan<EchoRow> plan = EchoPlan.Of(1, new EchoNeed(0) { FixedTokens = prompt, MaxOutputTokens = answer });
        Exception? exception = Record.Exception(() => executor.Check(plan));

        Assert.Equal(
            message is null ? null : $"The query 'Q0' of EchoRow cannot be asked. {message} than the {quota} tokens of a minute's quota. Shorten the prompt, lower MaxOutputTokens, or raise QuotaPacing.TokensPerMinute.",
            (exception as UnsupportedQueryException)?.Message);
        if (message is not null)
        {
            await Assert.ThrowsAsync<UnsupportedQueryException>(() => executor.AskAsync(plan, new EchoInput(0), Token));
        }

        Assert.Empty(transport.Started);
    }

    private static RowPlan<EchoRow> Plan(int maxOutputTokens) => EchoPlan.Of(1, new EchoNeed(0) { MaxOutputTokens = maxOutputTokens });

    // Where the clock stands still, whatever waits for the quota waits for ever.
    private static RowExecutorOptions Options(QuotaPacingOptions pacing, TimeProvider? clock = null) => Run.Options(concurrency: 1, clock: clock) with { QuotaPacing = pacing };

    private sealed class Counter(Func<string, int> count) : IPromptTokenCounter
    {
        public Counter(int tokens)
            : this(_ => tokens)
        {
        }

        public List<string> Prompts { get; } = [];

        public int Count(RenderedPrompt prompt)
        {
            Prompts.Add(prompt.User);
            return count(prompt.User);
        }
    }
}
