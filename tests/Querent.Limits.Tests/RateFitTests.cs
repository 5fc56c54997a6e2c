namespace Querent.Limits.Tests;

/// <summary>Whether refusals are taken to be for a rate, by what is seen.</summary>
public class RateFitTests
{
    private readonly RateFit _fit = new();

    [Fact]
    public void Refusals_of_all_that_is_tried_are_likely_to_be_for_a_rate()
    {
        Assert.True(_fit.IsPossible);
        Assert.False(_fit.IsLikely);

        Refuse(again: 2);

        Assert.True(_fit.IsLikely);
    }

    [Fact]
    public void What_opens_again_and_again_is_no_window()
    {
        Open(1, 1.1, 1.2);

        Assert.False(_fit.IsPossible);
    }

    [Fact]
    public void What_opens_when_no_window_is_due_is_none()
    {
        Assert.True(_fit.Opened(at: 1, isDue: true, letThrough: 10));
        Assert.False(_fit.Opened(at: 2.5, isDue: false, letThrough: 10));
        Assert.False(_fit.Opened(at: 4.5, isDue: false, letThrough: 10));

        Assert.False(_fit.IsPossible);
    }

    [Fact]
    public void What_opens_a_window_after_the_last_may_be_one()
    {
        Open(1, 2, 3, 4);

        Assert.True(_fit.IsPossible);
    }

    [Fact]
    public void Windows_that_hold_less_each_time_are_none()
    {
        _fit.HeldLess();
        Assert.True(_fit.IsPossible);   // a quota may be lowered

        _fit.HeldLess();
        Assert.False(_fit.IsPossible);
    }

    [Fact]
    public void A_rate_that_comes_after_refusals_by_chance_is_seen()
    {
        Open(1, 1.1, 1.2, 1.3, 1.4, 1.5);
        Assert.False(_fit.IsPossible);

        Refuse(again: 8);

        Assert.True(_fit.IsPossible);
    }

    [Fact]
    public void Where_nothing_else_is_fitted_to_refusals_they_are_for_a_rate()
    {
        var given = new RateFit(isGiven: true);
        for (int time = 0; time < 10; time++)
        {
            given.Opened(1 + (time / 10.0), isDue: false, letThrough: 1);
        }

        Assert.True(given.IsPossible);
    }

    private void Refuse(int again)
    {
        for (int request = 0; request < again; request++)
        {
            _fit.Sent();
            _fit.Refused(isRepeated: true);
        }
    }

    private void Open(params double[] at)
    {
        foreach (double time in at)
        {
            _fit.Opened(time, isDue: true, letThrough: 10);
        }
    }
}
