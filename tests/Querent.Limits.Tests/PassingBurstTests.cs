namespace Querent.Limits.Tests;

/// <summary>A burst that refused all that was in flight: half goes on, then all, and only then is it known to have passed.</summary>
public class PassingBurstTests
{
    private const int Level = 16;
    private const double RefusalTakes = 0.002;
    private const double ToSee = 4 * RefusalTakes;

    private readonly AdaptiveLimit _limit = new(Level, Level);

    [Fact]
    public void Half_goes_on_then_all_and_the_limit_is_what_it_was()
    {
        Burst(at: 1, Level);
        Assert.Equal(Level / 2, _limit.Limit);

        Send(at: 1.01, Level / 2);
        Assert.Equal(1.01 + ToSee, _limit.LookAt, 9);
        _limit.Look(1.017);
        Assert.Equal(Level / 2, _limit.Limit);
        _limit.Look(1.019);
        Assert.Equal(Level, _limit.Limit);

        Send(at: 1.02, Level / 2);
        _limit.Look(1.029);
        Assert.Equal((Level, 1, double.PositiveInfinity), (_limit.Limit, _limit.Events, _limit.LookAt));

        Refuse(began: 0.9);   // one of the burst that comes late
        Assert.Equal((Level, 1), (_limit.Limit, _limit.Events));
    }

    [Fact]
    public void A_refusal_of_the_burst_that_comes_late_is_waited_for()
    {
        Burst(at: 1, Level);
        Send(at: 1.01, Level / 2);
        _limit.Refused(new AttemptSignal(AttemptVerdict.Refused, 0.9, 1.015), Level);

        Assert.Equal(1.015 + ToSee, _limit.LookAt, 9);
    }

    [Fact]
    public void What_nothing_is_sent_for_shows_nothing()
    {
        Burst(at: 1, Level);
        _limit.Look(1.1);

        Assert.Equal((Level, double.PositiveInfinity), (_limit.Limit, _limit.LookAt));   // all may be tried, and has not been
        Serve(began: 0.9, at: 2);   // from before it
        Assert.Equal(double.PositiveInfinity, _limit.LookAt);

        Send(at: 3, 1);
        Assert.Equal(3 + ToSee, _limit.LookAt, 9);
    }

    [Fact]
    public void Half_that_is_refused_as_well_waits_for_a_reply()
    {
        Burst(at: 1, Level);
        Send(at: 1.01, Level / 2);
        Refuse(began: 1.01);

        Assert.Equal(double.PositiveInfinity, _limit.LookAt);
        _limit.Look(2);
        Assert.Equal(Level / 2, _limit.Limit);

        Serve(began: 1.01, at: 2);
        Assert.InRange(_limit.Limit, 1, Level - 1);
    }

    [Fact]
    public void All_that_is_refused_again_goes_back_to_half()
    {
        Burst(at: 1, Level);
        Send(at: 1.01, Level / 2);
        _limit.Look(1.02);
        Send(at: 1.03, Level / 2);
        Refuse(began: 1.03);

        Assert.Equal((Level / 2, double.PositiveInfinity), (_limit.Limit, _limit.LookAt));
        Serve(began: 1.01, at: 2);
        Assert.InRange(_limit.Limit, 1, Level - 1);
        Assert.Equal(1, _limit.Events);
    }

    [Fact]
    public void One_that_follows_at_once_is_not_passing()
    {
        SeeOnePass();
        Serve(began: 1.02, at: 1.035);
        Burst(at: 1.04, Level);

        Assert.Equal((2, double.PositiveInfinity), (_limit.Events, _limit.LookAt));
        _limit.Look(2);
        Assert.Equal(Level / 2, _limit.Limit);
    }

    [Fact]
    public void One_that_follows_before_anything_was_served_costs_a_twentieth()
    {
        SeeOnePass();
        Burst(at: 2.5, Level);   // replies take longer, so that what is in service cannot be told by them
        Send(at: 2.51, Level / 2);
        Serve(began: 2.51, at: 20);

        Assert.Equal((Level - 1, 2), (_limit.Limit, _limit.Events));
    }

    [Fact]
    public void What_took_the_place_of_the_first_that_were_refused_counts_as_sent_since()
    {
        Burst(at: 1, 1);
        Burst(at: 1.01, Level / 2);
        _limit.Refused(new AttemptSignal(AttemptVerdict.Refused, 1.005, 1.01), Level);   // the lower number in flight is full

        Assert.Equal(1, _limit.Events);
        Assert.Equal(double.PositiveInfinity, _limit.LookAt);
    }

    [Fact]
    public void What_is_let_through_and_not_sent_shows_nothing()
    {
        Burst(at: 1, Level);
        Send(at: 1.01, 1);
        _limit.Look(1.02);
        Send(at: 1.03, 1);
        _limit.Unsent();

        Assert.Equal(double.PositiveInfinity, _limit.LookAt);
    }

    [Fact]
    public void One_that_left_half_in_flight_is_for_the_number()
    {
        Burst(at: 1, Level / 2);

        Assert.Equal((1, double.PositiveInfinity), (_limit.Events, _limit.LookAt));
        _limit.Look(2);
        Assert.InRange(_limit.Limit, Level / 2, Level - 1);
    }

    /// <summary>A burst, of which it is known at 1.03 that it has passed.</summary>
    private void SeeOnePass()
    {
        Burst(at: 1, Level);
        Send(at: 1.01, Level / 2);
        _limit.Look(1.02);
        Send(at: 1.02, Level / 2);
        _limit.Look(1.03);
    }

    private void Burst(double at, int refusals)
    {
        for (int refused = 0; refused < refusals; refused++)
        {
            _limit.Refused(new AttemptSignal(AttemptVerdict.Refused, at - RefusalTakes, at), Level);   // another takes its place
        }
    }

    private void Refuse(double began) => _limit.Refused(new AttemptSignal(AttemptVerdict.Refused, began, began + RefusalTakes), Level);

    private void Serve(double began, double at) => _limit.Served(new AttemptSignal(AttemptVerdict.Served, began, at), isFull: false);

    private void Send(double at, int attempts)
    {
        for (int sent = 0; sent < attempts; sent++)
        {
            _limit.Sent(at);
        }
    }
}
