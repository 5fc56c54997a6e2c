namespace Querent.Journal.Tests.Core;

/// <summary>What fails for a reason that may pass is tried again, for so long and no longer.</summary>
public sealed class JournalPatienceTests
{
    private static readonly JournalException Away = new("It is away.") { IsTransient = true };
    private readonly LeapingTime _time = new();
    private readonly EventLog _log = new();
    private int _tries;

    [Fact]
    public async Task What_comes_back_is_tried_at_growing_intervals_and_said_so_once_each_way()
    {
        Assert.Equal(9, await RunAsync(TimeSpan.FromMinutes(1), tries => tries < 9 ? Away : null));

        Assert.Equal([50, 100, 200, 400, 800, 1600, 2000, 2000], _time.Waits.Select(wait => wait.TotalMilliseconds));
        Assert.Equal([1600, 1601], _log.Events);
    }

    [Fact]
    public async Task What_stays_away_ends_with_its_own_error_when_the_time_is_over()
    {
        JournalException ended = await Assert.ThrowsAsync<JournalException>(() => RunAsync(TimeSpan.FromSeconds(1), tries => tries < 1000 ? Away : null));

        Assert.Same(Away, ended);
        Assert.Equal([50, 100, 200, 400, 800], _time.Waits.Select(wait => wait.TotalMilliseconds));
        Assert.Equal([1600], _log.Events);
    }

    [Fact]
    public async Task What_does_not_pass_is_not_tried_again()
    {
        var broken = new JournalException("It is broken.");

        Assert.Same(broken, await Assert.ThrowsAsync<JournalException>(() => RunAsync(TimeSpan.FromMinutes(1), tries => tries < 3 ? broken : null)));

        Assert.Equal(1, _tries);
        Assert.Empty(_log.Events);
    }

    [Fact]
    public async Task Without_patience_nothing_is_tried_again()
    {
        await Assert.ThrowsAsync<JournalException>(() => RunAsync(TimeSpan.Zero, tries => tries < 3 ? Away : null));

        Assert.Equal(1, _tries);
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task What_works_is_not_spoken_of()
    {
        Assert.Equal(1, await RunAsync(TimeSpan.FromMinutes(1), static _ => null));

        Assert.Empty(_log.Events);
    }

    private async Task<int> RunAsync(TimeSpan maxWait, Func<int, JournalException?> fails)
        => await new JournalPatience(maxWait, _time, _log).RunAsync(
            (state, _) => fails(++_tries) is { } fault ? throw fault : new ValueTask<int>(_tries),
            0,
            TestContext.Current.CancellationToken);
}
