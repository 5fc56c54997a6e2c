namespace Querent.Emulator.Tests;

public sealed class DeploymentQuotaTests
{
    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static DeploymentQuota Make(EmulatorQuota quota) => new(quota, TimeSpan.Zero);

    /// <summary>Asks until it is refused; how often it was admitted, and the refusal.</summary>
    private static (int Admitted, QuotaDecision Refused) Drain(DeploymentQuota quota, double at, long tokens = 1)
    {
        for (int admitted = 0; ; admitted++)
        {
            QuotaDecision decision = quota.Admit(At(at), tokens);
            if (!decision.IsAdmitted)
            {
                return (admitted, decision);
            }

            Assert.InRange(admitted, 0, 100_000);
        }
    }

    [Fact]
    public void Requests_are_refused_until_the_windows_border()
    {
        DeploymentQuota quota = Make(new() { RequestsPerMinute = 600, RequestWindow = At(10) });
        (int admitted, QuotaDecision refused) = Drain(quota, 3.5);
        Assert.Equal(100, admitted);
        Assert.Equal(QuotaRefusal.Requests, refused.Refusal);
        Assert.Equal(At(6.5), refused.RetryAfter);
        Assert.Equal(new QuotaState(600, 0, At(6.5)), refused.Requests);
        Assert.False(refused.Tokens.IsSet);
        Assert.Equal(100, Drain(quota, 10).Admitted);
    }

    [Fact]
    public void Tokens_are_charged_on_arrival_and_come_back_at_the_minute()
    {
        DeploymentQuota quota = Make(new() { TokensPerMinute = 1_000 });
        QuotaDecision first = quota.Admit(At(1), 300);
        Assert.Equal(new QuotaState(1_000, 700, At(59)), first.Tokens);
        (int admitted, QuotaDecision refused) = Drain(quota, 20, tokens: 300);
        Assert.Equal(2, admitted);
        Assert.Equal(QuotaRefusal.Tokens, refused.Refusal);
        Assert.Equal(At(40), refused.RetryAfter);
        Assert.True(quota.Admit(At(20), 100).IsAdmitted);
        Assert.True(quota.Admit(At(60), 1_000).IsAdmitted);
    }

    [Fact]
    public void A_request_is_charged_its_prompt_and_its_cap_or_the_default()
    {
        var quota = new EmulatorQuota { DefaultOutputTokens = 50 };
        Assert.Equal(120, quota.ChargeOf(100, 20));
        Assert.Equal(150, quota.ChargeOf(100, null));
        Assert.Equal(int.MaxValue, quota.ChargeOf(100, int.MaxValue));
    }

    [Fact]
    public void More_tokens_than_a_window_has_are_refused_without_a_time_to_come_back()
    {
        DeploymentQuota quota = Make(new() { TokensPerMinute = 600, TokenWindow = At(10) });
        Assert.True(quota.Admit(At(0), 100).IsAdmitted);
        QuotaDecision refused = quota.Admit(At(60), 101);
        Assert.Equal(QuotaRefusal.TooManyTokens, refused.Refusal);
        Assert.Null(refused.RetryAfter);
    }

    [Fact]
    public void The_time_to_come_back_is_that_at_which_both_requests_and_tokens_are_there()
    {
        DeploymentQuota quota = Make(new() { RequestsPerMinute = 60, TokensPerMinute = 100 });
        Assert.True(quota.Admit(At(0), 90).IsAdmitted);
        QuotaDecision refused = quota.Admit(At(0.5), 90);
        Assert.Equal(QuotaRefusal.Requests, refused.Refusal);
        Assert.Equal(At(59.5), refused.RetryAfter);
    }

    [Fact]
    public void A_call_refused_for_its_tokens_takes_a_request_unless_failures_are_free()
    {
        foreach ((FailedCallCharge charge, long remaining) in ((FailedCallCharge, long)[])[(FailedCallCharge.Full, 9), (FailedCallCharge.None, 10)])
        {
            DeploymentQuota quota = Make(new() { RequestsPerMinute = 600, TokensPerMinute = 100, FailedCalls = charge });
            QuotaDecision refused = quota.Admit(At(0), 101);
            Assert.Equal(remaining, refused.Requests.Remaining);
            Assert.Equal(100, refused.Tokens.Remaining);
        }
    }

    [Fact]
    public void Refusals_take_from_the_next_window_where_they_are_charged()
    {
        DeploymentQuota charged = Make(new() { RequestsPerMinute = 600, FailedCalls = FailedCallCharge.FullAndRefusals });
        DeploymentQuota free = Make(new() { RequestsPerMinute = 600 });
        foreach (DeploymentQuota quota in (DeploymentQuota[])[charged, free])
        {
            Drain(quota, 0);
            Drain(quota, 0);
            Drain(quota, 0);
        }

        Assert.Equal(7, Drain(charged, 1).Admitted);
        Assert.Equal(10, Drain(free, 1).Admitted);
    }

    [Fact]
    public void A_failed_call_keeps_what_it_took_unless_failures_are_free()
    {
        foreach ((FailedCallCharge charge, long requests, long tokens) in ((FailedCallCharge, long, long)[])[(FailedCallCharge.Full, 8, 50), (FailedCallCharge.None, 9, 100)])
        {
            DeploymentQuota quota = Make(new() { RequestsPerMinute = 600, TokensPerMinute = 100, FailedCalls = charge });
            QuotaDecision admitted = quota.Admit(At(0), 50);
            quota.Fail(At(0.5), in admitted);
            QuotaDecision next = quota.Admit(At(0.5), 0);
            Assert.Equal(requests, next.Requests.Remaining);
            Assert.Equal(tokens, next.Tokens.Remaining);
        }
    }

    [Theory]
    [InlineData(false, 50)]
    [InlineData(true, 80)]
    public void Real_tokens_replace_the_charge_only_where_charges_are_settled(bool settles, long remaining)
    {
        DeploymentQuota quota = Make(new() { TokensPerMinute = 100, SettleTokens = settles });
        QuotaDecision admitted = quota.Admit(At(0), 50);
        quota.Settle(At(1), in admitted, 20);
        Assert.Equal(remaining, quota.Admit(At(1), 0).Tokens.Remaining);
    }

    [Fact]
    public void A_charge_that_is_settled_in_a_later_window_changes_nothing_there()
    {
        DeploymentQuota quota = Make(new() { TokensPerMinute = 100, SettleTokens = true });
        QuotaDecision admitted = quota.Admit(At(59), 50);
        Assert.True(quota.Admit(At(60), 90).IsAdmitted);
        quota.Settle(At(61), in admitted, 0);
        Assert.Equal(10, quota.Admit(At(61), 0).Tokens.Remaining);
    }

    [Fact]
    public void A_temporary_cut_is_enforced_and_shown_and_ends()
    {
        DeploymentQuota quota = Make(new()
        {
            TokensPerMinute = 1_000,
            ReducedTokensPerMinute = 200,
            Changes = [new(At(120)) { ReducedTokensPerMinute = 1_000 }],
        });
        (int admitted, QuotaDecision refused) = Drain(quota, 0, tokens: 100);
        Assert.Equal(2, admitted);
        Assert.Equal(200, refused.Tokens.Limit);
        (admitted, refused) = Drain(quota, 120, tokens: 100);
        Assert.Equal(10, admitted);
        Assert.Equal(1_000, refused.Tokens.Limit);
    }

    [Fact]
    public void Changes_come_at_their_time_whatever_their_order_and_factors_are_of_the_first_quota()
    {
        DeploymentQuota quota = Make(new()
        {
            RequestsPerMinute = 600,
            Changes = [new(At(20)) { Factor = 2 }, new(At(10)) { Factor = 0.5 }, new(At(30)) { Factor = 1 }, new(At(40)) { RequestsPerMinute = 60 }],
        });
        Assert.Equal((10, 600), Ask(9));
        Assert.Equal((5, 300), Ask(10));
        Assert.Equal((20, 1_200), Ask(20));
        Assert.Equal((10, 600), Ask(35));
        Assert.Equal((1, 60), Ask(1_000));

        (int, long) Ask(double at) => (Drain(quota, at) is var (admitted, refused)) ? (admitted, refused.Requests.Limit) : default;
    }

    [Fact]
    public void What_has_come_back_before_a_change_came_at_the_limit_of_then()
    {
        DeploymentQuota quota = Make(new()
        {
            RequestsPerMinute = 600,
            RequestWindow = At(10),
            Refill = QuotaRefill.Continuous,
            Changes = [new(At(5)) { Factor = 0.1 }],
        });
        Assert.Equal(100, Drain(quota, 0).Admitted);
        Assert.Equal(10, Drain(quota, 8).Admitted);
        Assert.Equal(3, Drain(quota, 11).Admitted);
    }

    [Fact]
    public void What_others_take_is_missing_and_told_by_no_header()
    {
        DeploymentQuota quota = Make(new() { RequestsPerMinute = 900, Changes = [new(At(10)) { TakenByOthers = 1 / 3.0 }] });
        Assert.Equal(15, Drain(quota, 0).Admitted);
        (int admitted, QuotaDecision refused) = Drain(quota, 10);
        Assert.Equal(10, admitted);
        Assert.Equal(900, refused.Requests.Limit);
    }

    [Fact]
    public void A_quota_that_is_changed_counts_what_the_window_has_taken_and_starts_its_changes_anew()
    {
        DeploymentQuota quota = Make(new() { RequestsPerMinute = 600 });
        Assert.Equal(10, Drain(quota, 100).Admitted);
        quota.Change(new() { RequestsPerMinute = 1_200, Changes = [new(At(10)) { Factor = 0.5 }] }, At(100.5));
        Assert.Equal(10, Drain(quota, 100.5).Admitted);
        Assert.Equal(20, Drain(quota, 109.9).Admitted);
        Assert.Equal(10, Drain(quota, 111).Admitted);
    }

    [Fact]
    public void A_limit_that_a_change_adds_holds_from_then_on()
    {
        DeploymentQuota quota = Make(new() { Changes = [new(At(10)) { RequestsPerMinute = 60 }] });
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(quota.Admit(At(9), 1).IsAdmitted));
        Assert.Equal(1, Drain(quota, 10).Admitted);
    }

    [Fact]
    public void Beyond_capacity_requests_are_refused_until_one_leaves_and_what_they_take_stays_taken()
    {
        DeploymentQuota quota = Make(new()
        {
            RequestsPerMinute = 600,
            TokensPerMinute = 100,
            Capacity = new(2) { RetryAfter = At(3) },
            Changes = [new(At(10)) { Concurrency = 3 }],
        });
        (int admitted, QuotaDecision refused) = Drain(quota, 0, tokens: 10);
        Assert.Equal(2, admitted);
        Assert.Equal(QuotaRefusal.Capacity, refused.Refusal);
        Assert.Equal(At(3), refused.RetryAfter);
        Assert.Equal(7, refused.Requests.Remaining);
        Assert.Equal(70, refused.Tokens.Remaining);
        quota.Leave();
        Assert.Equal(1, Drain(quota, 0, tokens: 10).Admitted);
        Assert.Equal(1, Drain(quota, 10, tokens: 1).Admitted);
        Assert.Equal(3, quota.Serving);
    }

    [Theory]
    [InlineData(1, new[] { 1, 1, 1.5, 2 })]
    [InlineData(2, new[] { 1, 1, 2.25, 4 })]
    [InlineData(0, new double[] { 1, 1, 1, 1 })]
    public void Beyond_capacity_answers_may_be_slower_the_more_there_are(double slowdown, double[] factors)
    {
        DeploymentQuota quota = Make(new() { Capacity = new(2) { Overflow = CapacityOverflow.Slow, Slowdown = slowdown } });
        Assert.Equal(factors, factors.Select(_ => quota.Admit(At(0), 0).LatencyFactor));
    }

    [Fact]
    public void Time_never_goes_back()
    {
        DeploymentQuota quota = Make(new() { RequestsPerMinute = 60 });
        Assert.True(quota.Admit(At(5), 0).IsAdmitted);
        Assert.False(quota.Admit(At(1), 0).IsAdmitted);
        Assert.True(quota.Admit(At(6), 0).IsAdmitted);
    }

    [Fact]
    public void Clients_side_by_side_never_exceed_a_window_and_lose_none_of_it()
    {
        const int Threads = 8;
        DeploymentQuota quota = Make(new() { RequestsPerMinute = 60_000, TokensPerMinute = 420_000, TokenWindow = At(1) });
        for (int second = 0; second < 20; second++)
        {
            int admitted = 0;
            using var start = new Barrier(Threads);
            var clients = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
            {
                start.SignalAndWait();
                for (int request = 0; request < 500; request++)
                {
                    if (quota.Admit(At(second), 10).IsAdmitted)
                    {
                        Interlocked.Increment(ref admitted);
                    }
                }
            })).ToList();
            clients.ForEach(client => client.Start());
            clients.ForEach(client => client.Join());
            Assert.Equal(700, admitted);
        }
    }

    [Fact]
    public void Deciding_takes_no_memory()
    {
        DeploymentQuota quota = Make(new()
        {
            RequestsPerMinute = 6_000,
            TokensPerMinute = 1_000_000,
            Capacity = new(5) { Overflow = CapacityOverflow.Slow },
        });
        Ask(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Ask(1);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Ask(int second)
        {
            for (int request = 0; request < 1_000; request++)
            {
                QuotaDecision decision = quota.Admit(TimeSpan.FromMilliseconds((second * 1_000) + request), 10);
                if (decision.IsAdmitted)
                {
                    quota.Settle(decision.At, in decision, 5);
                    quota.Leave();
                }
            }
        }
    }

    public static TheoryData<EmulatorQuota, string> Senseless { get; } = new()
    {
        { new() { RequestsPerMinute = 0 }, "RequestsPerMinute" },
        { new() { TokensPerMinute = 2_000_000_000 }, "TokensPerMinute" },
        { new() { ReducedTokensPerMinute = -1 }, "ReducedTokensPerMinute" },
        { new() { RequestWindow = TimeSpan.Zero }, "RequestWindow" },
        { new() { TokenWindow = TimeSpan.FromMinutes(2) }, "TokenWindow" },
        { new() { TakenByOthers = 1 }, "TakenByOthers" },
        { new() { DefaultOutputTokens = -1 }, "DefaultOutputTokens" },
        { new() { RetryAfterFactor = double.NaN }, "RetryAfterFactor" },
        { new() { RetryAfter = TimeSpan.FromSeconds(-1) }, "RetryAfter" },
        { new() { Capacity = new(0) }, "Concurrency" },
        { new() { Capacity = new(1) { Slowdown = 9 } }, "Slowdown" },
        { new() { Changes = [new(TimeSpan.FromSeconds(-1))] }, "At" },
        { new() { Changes = [new(TimeSpan.Zero) { Factor = 0 }] }, "Factor" },
        { new() { Changes = [new(TimeSpan.Zero) { Factor = 2, RequestsPerMinute = 1 }] }, "Factor" },
        { new() { Changes = [new(TimeSpan.Zero) { Concurrency = 2 }] }, "Concurrency" },
    };

    [Theory]
    [MemberData(nameof(Senseless))]
    public void A_quota_that_makes_no_sense_is_refused_by_name(EmulatorQuota quota, string name) =>
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => Make(quota)).Message, StringComparison.Ordinal);
}
