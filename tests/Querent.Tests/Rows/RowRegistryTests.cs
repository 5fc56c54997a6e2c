using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Rows;

public class RowRegistryTests
{
    [Fact]
    public void Each_row_ends_at_its_own_deadline_and_not_before()
    {
        var clock = new FakeTimeProvider();
        using var registry = new RowRegistry(new WorkingClock(clock), TimeSpan.FromSeconds(10));
        var first = new FakeRow();
        var second = new FakeRow();
        registry.TryAdd(first);
        clock.Advance(TimeSpan.FromSeconds(6));
        registry.TryAdd(second);

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((CallEnd.RowDeadline, CallEnd.None), (first.Ended, second.Ended));

        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(CallEnd.RowDeadline, second.Ended);
    }

    [Fact]
    public void A_row_that_comes_while_one_beyond_its_deadline_still_ends_has_a_deadline_too()
    {
        var clock = new FakeTimeProvider();
        using var registry = new RowRegistry(new WorkingClock(clock), TimeSpan.FromSeconds(10));
        var stubborn = new FakeRow();
        registry.TryAdd(stubborn);
        clock.Advance(TimeSpan.FromSeconds(10));

        var row = new FakeRow();
        registry.TryAdd(row);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(CallEnd.RowDeadline, row.Ended);
    }

    [Fact]
    public void A_row_that_was_removed_is_not_ended()
    {
        var clock = new FakeTimeProvider();
        using var registry = new RowRegistry(new WorkingClock(clock), TimeSpan.FromSeconds(10));
        var done = new FakeRow();
        var later = new FakeRow();
        registry.TryAdd(done);
        clock.Advance(TimeSpan.FromSeconds(5));
        registry.TryAdd(later);
        registry.Remove(done);

        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((CallEnd.None, CallEnd.None), (done.Ended, later.Ended));
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(CallEnd.RowDeadline, later.Ended);
    }

    [Fact]
    public async Task It_is_empty_when_the_last_row_has_left()
    {
        using var registry = new RowRegistry(new WorkingClock(new FakeTimeProvider()), TimeSpan.FromSeconds(10));
        await registry.CloseAsync();
        var row = new FakeRow();
        using var other = new RowRegistry(new WorkingClock(new FakeTimeProvider()), TimeSpan.FromSeconds(10));
        other.TryAdd(row);

        Task empty = other.CloseAsync();
        Assert.False(empty.IsCompleted);
        other.Remove(row);
        await empty;
    }

    private sealed class FakeRow : ActiveRow
    {
        public CallEnd Ended { get; private set; }

        public override void End(CallEnd reason) => Ended = reason;

        public override void Cancel()
        {
        }

        public override void Admit()
        {
        }
    }
}
