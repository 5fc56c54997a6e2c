using CsCheck;

namespace Querent.Emulator.Tests;

public sealed class QuotaMeterTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private static QuotaWindow Window(long perMinute, double seconds) => new(perMinute, At(seconds), TimeSpan.Zero);

    private static QuotaBucket Bucket(long perMinute, double seconds) => new(perMinute, At(seconds), TimeSpan.Zero);

    /// <summary>Takes one by one until nothing is left.</summary>
    private static int TakeAll(QuotaMeter meter, double at)
    {
        meter.Advance(At(at));
        int taken = 0;
        while (meter.UntilCanTake(1) == TimeSpan.Zero)
        {
            meter.Take(1);
            taken++;
        }

        return taken;
    }

    [Theory]
    [InlineData(600, 1, 10)]
    [InlineData(600, 10, 100)]
    public void A_window_takes_its_share_of_a_minute_and_the_next_as_much(long perMinute, double window, int share)
    {
        QuotaWindow meter = Window(perMinute, window);
        Assert.Equal(share, TakeAll(meter, 0.2));
        Assert.Equal(0, TakeAll(meter, window - 0.000_001));
        Assert.Equal(share, TakeAll(meter, window));
        Assert.Equal(0, TakeAll(meter, window));
    }

    [Fact]
    public void What_a_window_does_not_use_is_lost()
    {
        QuotaWindow meter = Window(600, 1);
        Assert.Equal(10, TakeAll(meter, 59));
    }

    [Fact]
    public void Fractions_are_carried_so_that_a_minute_has_all_of_its_requests()
    {
        QuotaWindow meter = Window(100, 1);
        int[] taken = [.. Enumerable.Range(0, 60).Select(second => TakeAll(meter, second))];
        Assert.All(taken, count => Assert.InRange(count, 1, 2));
        Assert.Equal(100, taken.Sum(), tolerance: 1.0);
    }

    [Fact]
    public void A_quota_below_one_a_window_takes_one_every_so_many_windows_and_begins_with_one()
    {
        QuotaWindow meter = Window(20, 1);
        Assert.Equal([1, 0, 0, 1, 0, 0, 1], Enumerable.Range(0, 7).Select(second => TakeAll(meter, second)));
    }

    [Fact]
    public void A_window_says_exactly_when_an_amount_fits()
    {
        QuotaWindow meter = Window(20, 1);
        meter.Take(1);
        meter.Advance(At(0.25));
        Assert.Equal(At(2.75), meter.UntilCanTake(1));
        Assert.Equal(At(0.75), meter.Reset);
        meter.Advance(At(2.999));
        Assert.Equal(At(0.001), meter.UntilCanTake(1));
        meter.Advance(At(3));
        Assert.Equal(TimeSpan.Zero, meter.UntilCanTake(1));
    }

    [Fact]
    public void More_than_any_window_has_can_never_be_taken()
    {
        Assert.True(Window(600, 1).CanEverTake(10));
        Assert.False(Window(600, 1).CanEverTake(11));
        Assert.True(Window(601, 1).CanEverTake(11));
        Assert.False(Bucket(600, 1).CanEverTake(11));
    }

    [Fact]
    public void What_is_owed_is_taken_from_the_windows_to_come()
    {
        QuotaWindow meter = Window(180, 1);
        Assert.Equal(3, TakeAll(meter, 0));
        meter.Owe(2);
        Assert.Equal(1, TakeAll(meter, 1));
        meter.Owe(100);
        Assert.Equal(Second * 2, meter.UntilCanTake(1));
        Assert.Equal(0, TakeAll(meter, 2));
        Assert.Equal(3, TakeAll(meter, 3));
    }

    [Fact]
    public void What_is_owed_waits_for_a_window_that_has_something()
    {
        QuotaWindow meter = Window(20, 1);
        meter.Take(1);
        meter.Owe(1);
        Assert.Equal(At(6), meter.UntilCanTake(1));
        Assert.Equal([0, 0, 0, 0, 0, 1], Enumerable.Range(1, 6).Select(second => TakeAll(meter, second)));
    }

    [Fact]
    public void What_is_given_back_counts_in_the_window_it_was_taken_from_and_in_no_other()
    {
        QuotaWindow meter = Window(600, 1);
        meter.Take(10);
        meter.GiveBack(4, takenAt: At(0));
        Assert.Equal(4, meter.Remaining);
        meter.Advance(At(1.5));
        meter.Take(10);
        meter.GiveBack(4, takenAt: At(0.5));
        Assert.Equal(0, meter.Remaining);
    }

    [Fact]
    public void A_lower_limit_counts_what_its_window_has_taken()
    {
        QuotaWindow meter = Window(600, 1);
        meter.Take(6);
        meter.Change(300);
        Assert.Equal(0, meter.Remaining);
        Assert.Equal(5, TakeAll(meter, 1));
        meter.Change(600);
        Assert.Equal(5, TakeAll(meter, 1));
    }

    [Fact]
    public void A_bucket_refills_little_by_little_up_to_a_windows_worth()
    {
        QuotaBucket meter = Bucket(600, 1);
        Assert.Equal(10, TakeAll(meter, 0));
        Assert.Equal(At(0.1), meter.UntilCanTake(1));
        Assert.Equal(Second, meter.Reset);
        Assert.Equal(0, TakeAll(meter, 0.099));
        Assert.Equal(1, TakeAll(meter, 0.1));
        Assert.Equal(5, TakeAll(meter, 0.6));
        Assert.Equal(10, TakeAll(meter, 1_000_000));
    }

    [Fact]
    public void A_bucket_holds_one_even_where_a_window_has_less()
    {
        QuotaBucket meter = Bucket(6, 1);
        Assert.Equal(1, TakeAll(meter, 0));
        Assert.Equal(0, TakeAll(meter, 9.9));
        Assert.Equal(1, TakeAll(meter, 10));
    }

    [Fact]
    public void A_bucket_pays_what_is_owed_first()
    {
        QuotaBucket meter = Bucket(600, 1);
        Assert.Equal(10, TakeAll(meter, 0));
        meter.Owe(5);
        Assert.Equal(0, meter.Remaining);
        Assert.Equal(At(0.6), meter.UntilCanTake(1));
        Assert.Equal(5, TakeAll(meter, 1));
    }

    [Fact]
    public void The_largest_quota_overflows_nothing()
    {
        foreach (QuotaMeter meter in (QuotaMeter[])[Window(QuotaRules.MostPerMinute, 60), Bucket(QuotaRules.MostPerMinute, 60)])
        {
            meter.Take(QuotaRules.MostPerMinute);
            meter.Advance(TimeSpan.FromDays(10_000));
            Assert.Equal(QuotaRules.MostPerMinute, meter.Remaining);
            Assert.False(meter.CanEverTake(int.MaxValue));
        }
    }

    [Fact]
    public void Whoever_waits_as_told_is_taken_and_not_a_tick_earlier() =>
        Gen.Select(Gen.Bool, Gen.Long[1, 5_000], Gen.Int[1, 600], Gen.Select(Gen.Int[1, 40], Gen.Int[0, 20_000]).Array[1, 30]).Sample((continuous, perMinute, deciseconds, steps) =>
        {
            QuotaRefill refill = continuous ? QuotaRefill.Continuous : QuotaRefill.AtBorders;
            TimeSpan window = TimeSpan.FromMilliseconds(100) * deciseconds;
            TimeSpan now = TimeSpan.Zero;
            QuotaMeter meter = QuotaMeter.Create(refill, perMinute, window, now);
            foreach ((int amount, int milliseconds) in steps)
            {
                if (!meter.CanEverTake(amount))
                {
                    continue;
                }

                TimeSpan wait = meter.UntilCanTake(amount);
                if (wait > TimeSpan.Zero)
                {
                    meter.Advance(now + wait - TimeSpan.FromTicks(1));
                    Assert.NotEqual(TimeSpan.Zero, meter.UntilCanTake(amount));
                    now += wait;
                    meter.Advance(now);
                }

                Assert.Equal(TimeSpan.Zero, meter.UntilCanTake(amount));
                Assert.InRange(meter.Remaining, amount, long.MaxValue);
                meter.Take(amount);
                now += TimeSpan.FromMilliseconds(milliseconds);
                meter.Advance(now);
            }
        });

    [Fact]
    public void Over_any_time_no_more_is_taken_than_the_limit_and_a_windows_worth() =>
        Gen.Select(Gen.Bool, Gen.Long[1, 5_000], Gen.Int[1, 100], Gen.Int[1, 3_000].Array[1, 40]).Sample((continuous, perMinute, deciseconds, steps) =>
        {
            TimeSpan window = TimeSpan.FromMilliseconds(100) * deciseconds;
            QuotaMeter meter = QuotaMeter.Create(continuous ? QuotaRefill.Continuous : QuotaRefill.AtBorders, perMinute, window, TimeSpan.Zero);
            double now = 0;
            long taken = 0;
            foreach (int milliseconds in steps)
            {
                taken += TakeAll(meter, now);
                Assert.InRange(taken, 0, 1 + (perMinute * (now + window.TotalSeconds) / 60));
                now += milliseconds / 1000.0;
            }
        });
}
