using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Resilience.Pacing;

/// <summary>A quota of 6,000 tokens a minute lets 99 through a second.</summary>
public class TokenChargeTests
{
    private const double PerSecond = 99;

    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void A_request_holds_up_the_next_for_as_long_as_its_prompt_and_the_most_of_its_answer_take()
    {
        using AdmissionQueue queue = Queue();
        Begin(queue, Demand(bytes: 400, most: 197));

        AssertNextAt(queue, 297 / PerSecond);
    }

    [Fact]
    public void Without_a_cap_an_answer_is_taken_to_be_as_long_as_others_were()
    {
        using AdmissionQueue queue = Queue();
        TokenDemand demand = Demand(bytes: 0, most: null);
        for (int reply = 0; reply < 400; reply++)
        {
            End(queue, demand, Begin(queue, demand), new TokenUsage { InputTokens = 0, OutputTokens = 99 });
            _clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.InRange(Begin(queue, demand)!.Value.Total, 98.5, 100);
    }

    [Fact]
    public void What_a_counter_leaves_out_is_learnt_from_replies()
    {
        using AdmissionQueue queue = Queue();
        TokenDemand demand = new(new PromptSize(400, 0, Counted: 30), 0);
        Assert.Equal(30, Begin(queue, demand)!.Value.Total, 9);
        for (int reply = 0; reply < 400; reply++)
        {
            _clock.Advance(TimeSpan.FromSeconds(10));
            End(queue, demand, Begin(queue, demand), new TokenUsage { InputTokens = 50, OutputTokens = 0 });
        }

        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.InRange(Begin(queue, new TokenDemand(new PromptSize(900, 0, Counted: 100), 0))!.Value.Total, 119, 120);
    }

    [Theory]
    [InlineData(100, 50, 300)]    // the cap is charged, however short the answer is
    [InlineData(500, 50, 700)]
    [InlineData(100, 400, 500)]   // an answer that is longer all the same
    public void Once_the_reply_is_there_its_usage_counts_and_what_was_too_little_is_a_debt(int input, int output, int charged)
    {
        using AdmissionQueue queue = Queue();
        TokenDemand demand = Demand(bytes: 1200, most: 200);
        End(queue, demand, Begin(queue, demand), new TokenUsage { InputTokens = input, OutputTokens = output });

        AssertNextAt(queue, charged / PerSecond);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_reply_that_does_not_tell_its_usage_and_of_a_failed_call_the_charge_stands(bool isServed)
    {
        using AdmissionQueue queue = Queue();
        TokenDemand demand = Demand(bytes: 1200, most: 200);
        End(queue, demand, Begin(queue, demand), default, isServed ? AttemptVerdict.Served : AttemptVerdict.None);

        AssertNextAt(queue, 500 / PerSecond);
    }

    [Fact]
    public void A_number_that_is_missing_in_the_usage_keeps_its_own_part_of_the_charge()
    {
        using AdmissionQueue queue = Queue();
        TokenDemand demand = Demand(bytes: 1200, most: 200);
        End(queue, demand, Begin(queue, demand), new TokenUsage { InputTokens = 100 });

        AssertNextAt(queue, 300 / PerSecond);
    }

    [Fact]
    public void What_was_granted_and_not_sent_is_given_back_with_its_request()
    {
        using var queue = new AdmissionQueue(Limits(new QuotaPacingOptions { TokensPerMinute = 6000, RequestsPerMinute = 6 }), _clock);
        Begin(queue, Demand(bytes: 0, most: 99));
        _clock.Advance(TimeSpan.FromSeconds(20));
        var unsent = new Waiter();
        queue.Request(unsent, 1);
        Assert.Equal(1, unsent.Admitted);

        queue.Unsent();
        queue.Release();

        AssertNextAt(queue, 0);
    }

    [Fact]
    public void Prompts_are_charged_by_what_replies_have_shown_a_byte_to_take()
    {
        using AdmissionQueue queue = Queue();
        TokenDemand demand = Demand(bytes: 1000, most: 0);
        Assert.Equal(250, Begin(queue, demand)!.Value.Total);
        double last = 250;
        for (int reply = 1; reply <= 20; reply++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            TokenCharge? charge = Begin(queue, demand);
            End(queue, demand, charge, new TokenUsage { InputTokens = 325, OutputTokens = 0 });
            Assert.True(charge!.Value.Total >= last);
            last = charge.Value.Total;
        }

        Assert.InRange(last, 315, 325);
    }

    [Theory]
    [InlineData(0, 0, 100)]
    [InlineData(1, 0, 865)]
    [InlineData(0, 2, 270)]
    [InlineData(1, 1, 950)]
    public void An_image_counts_for_a_flat_number_of_tokens_and_its_bytes_for_none(int images, int low, int tokens)
    {
        using var prompt = new PromptWriter();
        prompt.Literal("""{"role":"user","content":"""u8);
        prompt.BeginParts();
        for (int image = 0; image < images + low; image++)
        {
            prompt.Image([0x89, 0x50, 0x4E, 0x47, 1, 2, 3], "image/png", image < low ? "low" : null);
        }

        prompt.Text(new string('x', 400 - prompt.TextBytes));

        Assert.Equal(tokens, new TokenEstimator().Estimate(new TokenDemand(PromptSize.Of(prompt, null), 0)).Total);
        prompt.Clear();
        Assert.Equal(new PromptSize(0, 0, null), PromptSize.Of(prompt, null));
    }

    [Fact]
    public void A_prompt_with_images_teaches_nothing_about_bytes()
    {
        var estimator = new TokenEstimator();
        estimator.Learn(new TokenDemand(new PromptSize(1000, 765, null), 0), new TokenUsage { InputTokens = 9000 });
        estimator.Learn(new TokenDemand(new PromptSize(0, 0, 7), 0), new TokenUsage { InputTokens = 9000 });

        Assert.Equal(0.25, estimator.TokensPerByte);
    }

    [Fact]
    public void What_was_in_flight_when_the_quota_became_known_is_a_debt_too()
    {
        using var queue = new AdmissionQueue(Limits(new QuotaPacingOptions()), _clock);
        TokenDemand demand = Demand(bytes: 400, most: 100);
        Assert.False(queue.PacesTokens);
        Assert.Null(Begin(queue, demand));
        Assert.Null(Begin(queue, demand));

        End(queue, demand, null, new TokenUsage { InputTokens = 98, OutputTokens = 1 }, limit: 6000);
        Assert.True(queue.PacesTokens);
        End(queue, demand, null, new TokenUsage { InputTokens = 98, OutputTokens = 1 }, limit: 6000);

        AssertNextAt(queue, 2 * 198 / PerSecond);
    }

    [Fact]
    public void A_request_that_can_never_fit_is_not_charged()
    {
        using AdmissionQueue queue = Queue();
        queue.Request(new Waiter(), 1);

        queue.Charge(Demand(bytes: 4000, most: 5001), out int? quota);
        Assert.Equal(6000, quota);
        queue.Unsent();
        queue.Release();

        Assert.Equal(6000, Begin(queue, Demand(bytes: 4000, most: 5000))!.Value.Total);
    }

    [Fact]
    public void A_stated_quota_below_an_earlier_one_may_pass_so_that_what_fitted_before_is_still_asked()
    {
        using var queue = new AdmissionQueue(Limits(new QuotaPacingOptions()), _clock);
        TokenDemand demand = Demand(bytes: 0, most: 500);
        queue.Request(new Waiter(), 3);
        End(queue, demand, null, default, limit: 600);
        End(queue, demand, null, default, limit: 100);

        queue.Charge(demand, out int? quota);
        Assert.Null(quota);
        queue.Charge(Demand(bytes: 0, most: 601), out quota);
        Assert.Equal(600, quota);
    }

    [Fact]
    public void Reservations_and_what_becomes_of_them_balance_whatever_the_order()
    {
        var reservations = new TokenReservations();
        Assert.Equal(0, reservations.Take());
        reservations.Add(10);
        reservations.Add(30);
        double first = reservations.Take();
        reservations.Add(5);

        Assert.Equal(45, first + reservations.Take() + reservations.Take(), 9);
        Assert.Equal(0, reservations.Take());
    }

    [Fact]
    public async Task Many_threads_that_charge_settle_and_give_back_leave_no_debt_of_what_cost_nothing()
    {
        using var queue = new AdmissionQueue(Limits(new QuotaPacingOptions { TokensPerMinute = int.MaxValue }), _clock);
        TokenDemand demand = Demand(bytes: 4000, most: 0);
        var none = new TokenUsage { InputTokens = 0, OutputTokens = 0 };

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (int time = 0; time < 5000; time++)
            {
                queue.Request(new Waiter(), 1);
                if (time % 3 == 0)
                {
                    queue.Unsent();
                }
                else
                {
                    TokenCharge charge = queue.Charge(demand, out int? _);
                    queue.Observe(new AttemptSignal(AttemptVerdict.None, 0, 0) { Tokens = new AttemptTokens(demand, charge, none) });
                }

                queue.Release();
            }
        })));

        // What one in twenty of them left behind would be more than the slack.
        Assert.Equal((0, 0), (queue.InUse, queue.Waiting));
        AssertNextAt(queue, 0);
    }

    private static TokenDemand Demand(int bytes, int? most) => new(new PromptSize(bytes, 0, null), most);

    private static DeploymentLimits Limits(QuotaPacingOptions options) => DeploymentLimits.Of(1000, adaptive: null, new QuotaPacer(options), longestPause: 120);

    private AdmissionQueue Queue() => new(Limits(new QuotaPacingOptions { TokensPerMinute = 6000 }), _clock);

    private static TokenCharge? Begin(AdmissionQueue queue, TokenDemand demand)
    {
        var waiter = new Waiter();
        queue.Request(waiter, 1);
        Assert.Equal(1, waiter.Admitted);
        return queue.PacesTokens ? queue.Charge(demand, out _) : null;
    }

    private static void End(AdmissionQueue queue, TokenDemand demand, TokenCharge? charge, TokenUsage usage, AttemptVerdict verdict = AttemptVerdict.Served, int? limit = null)
    {
        queue.Observe(new AttemptSignal(verdict, queue.Now, queue.Now, RateLimits: new RateLimitStatus { LimitTokens = limit }) { Tokens = new AttemptTokens(demand, charge, usage) });
        queue.Release();
    }

    /// <summary>The next request is let through after so many seconds, to some milliseconds, and not before.</summary>
    private void AssertNextAt(AdmissionQueue queue, double seconds)
    {
        var next = new Waiter();
        queue.Request(next, 1);
        if (seconds > 0)
        {
            Assert.Equal(0, next.Admitted);
            _clock.Advance(TimeSpan.FromSeconds(seconds - 0.03));
            Assert.Equal(0, next.Admitted);
            _clock.Advance(TimeSpan.FromSeconds(0.04));
        }

        Assert.Equal(1, next.Admitted);
    }

    private sealed class Waiter : AdmissionRequest
    {
        private int _admitted;

        public int Admitted => _admitted;

        public override void Admit() => Interlocked.Increment(ref _admitted);
    }
}
