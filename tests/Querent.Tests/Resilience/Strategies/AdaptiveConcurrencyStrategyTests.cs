using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using Polly;

namespace Querent.Tests.Resilience.Strategies;

public class AdaptiveConcurrencyStrategyTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_beyond_the_limit_wait_and_it_grows_as_those_within_it_are_served()
    {
        var service = new Service(Pipeline(options => (options.InitialConcurrency, options.MaxConcurrency) = (2, 4)));
        Task<CallJudgement>[] calls = Calls(service, 8);
        Assert.Equal(2, service.Arrived);

        _clock.Advance(TimeSpan.FromMilliseconds(50));
        service.Answer(0, CallJudgement.Served);
        service.Answer(1, CallJudgement.Served);
        await service.UntilArrived(5);   // two gave their places on, and there is at least one place more

        Assert.Equal(CallJudgement.Served, await calls[0]);
        await ServeAll(service, calls);
        Assert.Equal(8, service.Arrived);
    }

    [Fact]
    public async Task Refusals_lower_the_limit_once_however_many_come_at_once()
    {
        var service = new Service(Pipeline(options => (options.InitialConcurrency, options.MaxConcurrency) = (16, 16)));
        Task<CallJudgement>[] calls = Calls(service, 32);
        _clock.Advance(TimeSpan.FromMilliseconds(2));
        for (int call = 0; call < 8; call++)
        {
            service.Answer(call, CallJudgement.Refused);
        }

        await Task.WhenAll(calls[..8]);

        Assert.InRange(service.Arrived - 8, 8, 15);
        await ServeAll(service, calls);
    }

    [Fact]
    public async Task A_wait_that_the_service_asks_for_holds_up_every_call_up_to_the_cap()
    {
        var service = new Service(Pipeline(options => options.MaxPause = TimeSpan.FromSeconds(10)));
        Task<CallJudgement> refused = service.CallAsync(Token);
        service.Answer(0, CallJudgement.Refused with { RetryAfter = TimeSpan.FromHours(114) });
        await refused;
        Task<CallJudgement>[] calls = Calls(service, 2);

        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, service.Arrived);
        _clock.Advance(TimeSpan.FromSeconds(1.1));
        await ServeAll(service, calls);

        Assert.Equal(3, service.Arrived);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_ends_at_once_and_leaves_its_place_to_the_next()
    {
        var service = new Service(Pipeline(options => (options.InitialConcurrency, options.MaxConcurrency) = (1, 1)));
        Task<CallJudgement> first = service.CallAsync(Token);
        using var cancelled = new CancellationTokenSource();
        Task<CallJudgement> second = service.CallAsync(cancelled.Token);
        Task<CallJudgement> third = service.CallAsync(Token);

        await cancelled.CancelAsync();
        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Equal(cancelled.Token, exception.CancellationToken);
        Assert.Equal(1, service.Arrived);
        service.Answer(0, CallJudgement.Served);
        await service.UntilArrived(2);
        service.Answer(1, CallJudgement.Served);

        await first;
        await third;
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_begins_is_not_made()
    {
        var service = new Service(Pipeline());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.CallAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, service.Arrived);
    }

    [Fact]
    public async Task An_exception_of_the_call_is_judged_comes_out_and_gives_the_place_back()
    {
        List<Exception?> judged = [];
        var service = new Service(Pipeline(options =>
        {
            (options.InitialConcurrency, options.MaxConcurrency) = (1, 1);
            options.Judge = outcome =>
            {
                judged.Add(outcome.Exception);
                return outcome.Exception is null ? outcome.Result : CallJudgement.Ignored;
            };
        }));
        Task<CallJudgement> broken = service.CallAsync(Token);
        Task<CallJudgement> next = service.CallAsync(Token);
        service.Break(0);

        await Assert.ThrowsAsync<InvalidOperationException>(() => broken);
        await ServeAll(service, [next]);

        Assert.Equal([typeof(InvalidOperationException), null], judged.Select(exception => exception?.GetType()));
    }

    [Fact]
    public async Task What_the_judge_throws_comes_out_and_the_place_is_given_back_all_the_same()
    {
        int judged = 0;
        var service = new Service(Pipeline(options =>
        {
            (options.InitialConcurrency, options.MaxConcurrency) = (1, 1);
            options.Judge = outcome => judged++ == 0 ? throw new FormatException() : outcome.Result;
        }));
        Task<CallJudgement> first = service.CallAsync(Token);
        Task<CallJudgement> next = service.CallAsync(Token);
        service.Answer(0, CallJudgement.Served);

        await Assert.ThrowsAsync<FormatException>(() => first);
        await ServeAll(service, [next]);
    }

    [Fact]
    public void An_option_that_is_missing_or_out_of_its_range_is_refused()
    {
        Assert.Throws<ArgumentNullException>("Judge", () => Pipeline(options => options.Judge = null));
        Assert.Throws<ArgumentOutOfRangeException>("InitialConcurrency", () => Pipeline(options => options.InitialConcurrency = 0));
        Assert.Throws<ArgumentOutOfRangeException>("InitialConcurrency", () => Pipeline(options => (options.InitialConcurrency, options.MaxConcurrency) = (16, 15)));
        Assert.Throws<ArgumentOutOfRangeException>("MaxConcurrency", () => Pipeline(options => options.MaxConcurrency = 0));
        Assert.Throws<ArgumentOutOfRangeException>("MaxPause", () => Pipeline(options => options.MaxPause = TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("MaxPause", () => Pipeline(options => options.MaxPause = TimeSpan.FromDays(2)));
        Assert.Throws<ArgumentNullException>("options", () => new ResiliencePipelineBuilder<int>().AddAdaptiveConcurrency(null!));
        Assert.Throws<ArgumentNullException>("builder", () => AdaptiveConcurrencyPipelineBuilderExtensions.AddAdaptiveConcurrency<int>(null!, new()));
        Assert.Equal("AdaptiveConcurrency", new AdaptiveConcurrencyStrategyOptions<int>().Name);
    }

    [Theory]
    [InlineData(15, 15)]
    [InlineData(256, 16)]
    public void A_first_limit_that_is_not_set_is_16_and_no_more_than_the_most(int most, int first)
    {
        var options = new AdaptiveConcurrencyStrategyOptions<CallJudgement>();

        Pipeline(changed => (changed.MaxConcurrency, options) = (most, changed));

        Assert.Equal(first, options.InitialConcurrency);
    }

    [Fact]
    public async Task A_call_that_need_not_wait_takes_no_memory()
    {
        ResiliencePipeline<CallJudgement> pipeline = Pipeline();
        ResilienceContext context = ResilienceContextPool.Shared.Get(Token);
        long bytes = 0;
        for (int time = 0; time < 2; time++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int call = 0; call < 1000; call++)
            {
                await pipeline.ExecuteOutcomeAsync(static (_, _) => new ValueTask<Outcome<CallJudgement>>(Outcome.FromResult(CallJudgement.Served)), context, 0);
            }

            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        ResilienceContextPool.Shared.Return(context);

        // What is compiled for a debugger has its state machines on the heap.
        bool isOptimized = typeof(RowExecutor).Assembly.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled != true;
        Assert.InRange(bytes / 1000, 0, isOptimized ? 0 : 1024);
    }

    private static Task<CallJudgement>[] Calls(Service service, int count) => [.. Enumerable.Range(0, count).Select(_ => service.CallAsync(Token))];

    private static async Task ServeAll(Service service, Task<CallJudgement>[] calls)
    {
        Task all = Task.WhenAll(calls);
        for (int call = 0; !all.IsCompleted; call++)
        {
            await Run.Until(() => all.IsCompleted || service.Arrived > call);
            service.TryAnswer(call, CallJudgement.Served);
        }

        await all;
    }

    private ResiliencePipeline<CallJudgement> Pipeline(Action<AdaptiveConcurrencyStrategyOptions<CallJudgement>>? change = null)
    {
        var options = new AdaptiveConcurrencyStrategyOptions<CallJudgement> { Judge = outcome => outcome.Exception is null ? outcome.Result : CallJudgement.Ignored };
        change?.Invoke(options);
        return new ResiliencePipelineBuilder<CallJudgement> { TimeProvider = _clock }.AddAdaptiveConcurrency(options).Build();
    }
}
