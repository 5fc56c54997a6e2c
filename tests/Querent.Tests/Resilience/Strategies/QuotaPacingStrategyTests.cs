using Microsoft.Extensions.Time.Testing;
using Polly;

namespace Querent.Tests.Resilience.Strategies;

/// <summary>A quota lets 99 % of itself through, evenly.</summary>
public class QuotaPacingStrategyTests
{
    private static readonly ResiliencePropertyKey<int> Tokens = new("tokens");

    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_are_spread_over_the_minute_in_the_order_in_which_they_came()
    {
        ResiliencePipeline<CallJudgement> pipeline = Pipeline(options => options.RequestsPerMinute = 6);
        List<Task<CallJudgement>> calls = [.. Enumerable.Range(0, 3).Select(_ => CallAsync(pipeline))];

        await calls[0];
        await PassesAfter(calls[1], 10.1);
        await PassesAfter(calls[2], 10.1);
    }

    [Fact]
    public async Task A_call_holds_up_the_next_for_its_estimate_and_once_it_is_known_for_what_it_took()
    {
        ResiliencePipeline<CallJudgement> pipeline = Pipeline(options =>
        {
            options.TokensPerMinute = 6000;
            options.EstimateTokens = context => context.Properties.GetValue(Tokens, 0);
        });

        await CallAsync(pipeline, tokens: 990);
        Task<CallJudgement> next = CallAsync(pipeline, tokens: 990, judgement: CallJudgement.Served with { ChargedTokens = 198 });
        await PassesAfter(next, 10);
        await PassesAfter(CallAsync(pipeline, tokens: 0), 2);
    }

    [Fact]
    public async Task Without_an_estimate_what_calls_took_is_what_the_next_are_taken_to()
    {
        ResiliencePipeline<CallJudgement> pipeline = Pipeline(options => options.TokensPerMinute = 6000);

        await CallAsync(pipeline, judgement: CallJudgement.Served with { ChargedTokens = 99 });
        await PassesAfter(CallAsync(pipeline), 1);   // and it reserves the mean, 99
        await PassesAfter(CallAsync(pipeline), 1);
    }

    [Fact]
    public async Task A_call_above_the_whole_quota_is_not_made_and_says_both_numbers()
    {
        ResiliencePipeline<CallJudgement> pipeline = Pipeline(options =>
        {
            (options.TokensPerMinute, options.RequestsPerMinute) = (6000, 1);
            options.EstimateTokens = context => context.Properties.GetValue(Tokens, 0);
        });

        OverQuotaException exception = await Assert.ThrowsAsync<OverQuotaException>(() => CallAsync(pipeline, tokens: 6001));

        Assert.Equal((6001, 6000), (exception.Tokens, exception.Quota));
        Assert.Equal("The call would take 6001 tokens, and the quota has 6000 a minute: it can never fit, and was not made. Make it smaller, or raise the quota.", exception.Message);
        await CallAsync(pipeline, tokens: 6000).WaitAsync(TimeSpan.FromSeconds(30), Token);   // the minute's one call is still there
    }

    [Fact]
    public async Task A_quota_that_a_reply_states_is_kept_from_then_on()
    {
        ResiliencePipeline<CallJudgement> pipeline = Pipeline();
        CallJudgement judgement = CallJudgement.Served with { RateLimits = new RateLimitStatus { LimitRequests = 6 } };

        await CallAsync(pipeline, judgement: judgement);
        await CallAsync(pipeline, judgement: judgement);   // the first that is counted
        await PassesAfter(CallAsync(pipeline), 10.1);
    }

    [Fact]
    public async Task A_wait_that_the_service_asks_for_holds_up_every_call_up_to_the_cap()
    {
        ResiliencePipeline<CallJudgement> pipeline = Pipeline(options => options.MaxPause = TimeSpan.FromSeconds(10));

        await CallAsync(pipeline, judgement: CallJudgement.Refused with { RetryAfter = TimeSpan.FromSeconds(300) });

        await PassesAfter(CallAsync(pipeline), 10);
    }

    [Fact]
    public async Task What_the_estimate_throws_comes_out_and_costs_nothing()
    {
        bool isBroken = true;
        ResiliencePipeline<CallJudgement> pipeline = Pipeline(options =>
        {
            (options.TokensPerMinute, options.RequestsPerMinute) = (6000, 1);
            options.EstimateTokens = _ => isBroken ? throw new FormatException() : 1;
        });

        await Assert.ThrowsAsync<FormatException>(() => CallAsync(pipeline));
        isBroken = false;

        await CallAsync(pipeline).WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_takes_nothing_of_the_quota()
    {
        ResiliencePipeline<CallJudgement> pipeline = Pipeline(options => options.RequestsPerMinute = 6);
        await CallAsync(pipeline);
        using var cancelled = new CancellationTokenSource();
        Task<CallJudgement> second = CallAsync(pipeline, cancellationToken: cancelled.Token);
        Task<CallJudgement> third = CallAsync(pipeline);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        await PassesAfter(third, 10.1);
    }

    [Fact]
    public void An_option_that_is_missing_or_out_of_its_range_is_refused()
    {
        Assert.Throws<ArgumentNullException>("Judge", () => Pipeline(options => options.Judge = null));
        Assert.Throws<ArgumentOutOfRangeException>("RequestsPerMinute", () => Pipeline(options => options.RequestsPerMinute = 0));
        Assert.Throws<ArgumentOutOfRangeException>("TokensPerMinute", () => Pipeline(options => options.TokensPerMinute = -1));
        Assert.Throws<ArgumentOutOfRangeException>("MaxPause", () => Pipeline(options => options.MaxPause = TimeSpan.Zero));
        Assert.Throws<ArgumentNullException>("options", () => new ResiliencePipelineBuilder<int>().AddQuotaPacing(null!));
        Assert.Throws<ArgumentNullException>("builder", () => QuotaPacingPipelineBuilderExtensions.AddQuotaPacing<int>(null!, new()));
        Assert.Equal("QuotaPacing", new QuotaPacingStrategyOptions<int>().Name);
    }

    private static async Task<CallJudgement> CallAsync(
        ResiliencePipeline<CallJudgement> pipeline,
        int tokens = 0,
        CallJudgement? judgement = null,
        CancellationToken? cancellationToken = null)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken ?? Token);
        context.Properties.Set(Tokens, tokens);
        try
        {
            return await pipeline.ExecuteAsync((_, result) => new ValueTask<CallJudgement>(result), context, judgement ?? CallJudgement.Served);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>A call is let through after so many seconds, to some milliseconds, and not before.</summary>
    private async Task PassesAfter(Task<CallJudgement> call, double seconds)
    {
        _clock.Advance(TimeSpan.FromSeconds(seconds - 0.05));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.06));
        await call.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    private ResiliencePipeline<CallJudgement> Pipeline(Action<QuotaPacingStrategyOptions<CallJudgement>>? change = null)
    {
        var options = new QuotaPacingStrategyOptions<CallJudgement> { Judge = outcome => outcome.Exception is null ? outcome.Result : CallJudgement.Ignored };
        change?.Invoke(options);
        return new ResiliencePipelineBuilder<CallJudgement> { TimeProvider = _clock }.AddQuotaPacing(options).Build();
    }
}
