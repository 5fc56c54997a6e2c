namespace Querent.Limits.Tests;

/// <summary>What is learnt of a provider's windows from what it refuses, request by request.</summary>
public class QuotaWindowsTests
{
    private const double RefusalTakes = 0.002;

    private readonly RateFit _fit = new();
    private readonly QuotaWindows _windows;
    private bool _isOpened;

    public QuotaWindowsTests()
    {
        _windows = new QuotaWindows(_fit);
        foreach (bool isRepeated in new[] { false, true, true })
        {
            _fit.Refused(isRepeated);   // so that windows are likely
        }
    }

    [Fact]
    public void What_is_let_through_between_two_openings_is_what_a_window_holds()
    {
        Assert.Equal(1, UseUp(from: 0.3, held: 7, opens: 1).Windows);
        WindowMeasure second = UseUp(from: 1, held: 7, opens: 2);
        WindowMeasure third = UseUp(from: 2, held: 6, opens: 3);

        Assert.Equal((7, 1, 1), (second.Count, second.Seconds, second.Windows));
        Assert.Equal((13, 2, 2), (third.Count, third.Seconds, third.Windows));
        Assert.Equal((6.5, 7), (third.Rate, third.AtMost));
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(4, 10)]
    [InlineData(30, 60)]
    public void A_window_is_at_least_as_long_as_nothing_is_let_through(double shut, double length)
    {
        UseUp(from: 0, held: 5, opens: 0.5 + shut);

        Assert.Equal(length, _windows.Length);
    }

    [Fact]
    public void The_next_window_is_expected_a_whole_number_of_windows_after_the_last()
    {
        UseUp(from: 0.5, held: 5, opens: 1);
        _windows.Refused(started: 3.7, ended: 3.7 + RefusalTakes, retryAfter: null);

        Assert.InRange(_windows.Expected, 3.98, 4);
    }

    [Fact]
    public void It_is_not_waited_for_where_refusals_have_not_been_seen_to_be_for_windows()
    {
        UseUp(from: 0.5, held: 5, opens: 1);
        _fit.HeldLess();
        _windows.Refused(started: 3.7, ended: 3.7 + RefusalTakes, retryAfter: null);

        Assert.Equal(double.NegativeInfinity, _windows.Expected);
    }

    [Fact]
    public void Every_third_time_one_is_tried_before_it_is_expected()
    {
        UseUp(from: 0.5, held: 5, opens: 1);
        UseUp(from: 1, held: 5, opens: 2);
        Send(2.4, isRefused: true);

        Assert.True(_windows.IsTriedEarly);
        Assert.Equal(double.NegativeInfinity, _windows.Expected);

        Send(2.41, isRefused: true);

        Assert.False(_windows.IsTriedEarly);
        Assert.InRange(_windows.Expected, 2.98, 3);
    }

    [Fact]
    public void What_is_let_through_between_the_borders_is_no_window()
    {
        UseUp(from: 0.5, held: 5, opens: 1);
        UseUp(from: 1, held: 5, opens: 2);
        Send(3.5, isRefused: true);
        _windows.Sent(3.6);

        Assert.Equal(0, _windows.Look(3.7)?.Windows);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Borders_that_have_moved_are_learnt_anew(bool isGiven)
    {
        var fit = new RateFit(isGiven);
        var windows = new QuotaWindows(fit);
        int measured = 0;
        for (int window = 1; window < 20; window++)
        {
            double opens = window < 5 ? window : window + 0.5;
            for (int request = 0; request < 9; request++)
            {
                windows.Sent(opens - 0.9 + (request * 0.05));
            }

            foreach (double at in new[] { opens - 0.4, opens - 0.2, opens - 0.01 })
            {
                windows.Sent(at);
                windows.Refused(at, at + RefusalTakes, retryAfter: null);
            }

            windows.Sent(opens);
            measured = windows.Look(opens + 0.02)?.Windows ?? 0;
        }

        Assert.InRange(measured, 1, 4);
        Assert.True(fit.IsPossible);
    }

    [Fact]
    public void What_the_provider_says_of_the_next_window_counts_for_more()
    {
        UseUp(from: 0.5, held: 5, opens: 1);
        _windows.Refused(started: 3.7, ended: 3.75, retryAfter: 2);

        Assert.Equal(5.75, _windows.Expected, 6);
    }

    [Fact]
    public void A_border_that_is_not_known_well_is_looked_for_half_way()
    {
        Send(0.1, isRefused: false);
        Send(0.4, isRefused: true);
        Send(1.2, isRefused: false);
        Assert.NotNull(_windows.Look(1.3));
        Send(1.9, isRefused: true);

        Assert.Equal(2.8, _windows.Expected, 6);   // it lies between 0.4 and 1.2
    }

    [Fact]
    public void A_request_that_is_not_refused_in_the_time_that_takes_was_let_through()
    {
        Send(0.1, isRefused: true);
        _windows.Sent(0.9);

        Assert.Null(_windows.Look(0.9 + RefusalTakes));
        Assert.NotNull(_windows.Look(0.9 + (5 * RefusalTakes)));
        Assert.False(_windows.IsShut);
    }

    [Fact]
    public void One_that_was_served_was_let_through_however_long_refusals_take()
    {
        _windows.Sent(0.1);
        _windows.Refused(started: 0.1, ended: 0.6, retryAfter: null);
        _windows.Sent(0.7);
        _windows.Served(started: 0.7);

        Assert.NotNull(_windows.Look(0.71));
    }

    [Fact]
    public void The_first_window_after_a_quota_has_changed_is_no_measure()
    {
        _windows.Forget(0.2);

        Assert.Equal(0, UseUp(from: 0.3, held: 7, opens: 1).Windows);
    }

    /// <summary>Sends until a window is used up, and on until the next opens with the first request that is let through.</summary>
    private WindowMeasure UseUp(double from, int held, double opens)
    {
        double step = 0.4 / held;
        for (int request = _isOpened ? 1 : 0; request < held; request++)
        {
            _windows.Sent(from + (request * step));
        }

        Send(from + 0.45, isRefused: true);
        Send(opens - 0.01, isRefused: true);
        _windows.Sent(opens);
        _isOpened = true;   // the first of the next window
        return _windows.Look(opens + 0.02) ?? throw new InvalidOperationException("Nothing has opened.");
    }

    private void Send(double at, bool isRefused)
    {
        _windows.Sent(at);
        if (isRefused)
        {
            _windows.Refused(at, at + RefusalTakes, retryAfter: null);
        }
    }
}
