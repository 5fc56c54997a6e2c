using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Resilience;

public class AdmissionQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Permits_go_to_the_oldest_row_first_and_in_turn_within_an_age()
    {
        var queue = new AdmissionQueue(1, TimeProvider.System);
        var order = new List<string>();
        queue.Request(new FakeRequest("first", 9, order), 1);
        foreach ((string name, long age) in (ReadOnlySpan<(string, long)>)[("a", 5), ("b", 2), ("c", 7), ("d", 2)])
        {
            queue.Request(new FakeRequest(name, age, order), 1);
        }

        Assert.Equal((1, 4), (queue.InUse, queue.Waiting));
        for (int release = 0; release < 5; release++)
        {
            queue.Release();
        }

        Assert.Equal(["first", "b", "d", "a", "c"], order);
        Assert.Equal((0, 0, 1), (queue.InUse, queue.Waiting, queue.PeakInUse));
    }

    [Fact]
    public void A_request_for_several_permits_takes_what_is_free_and_then_each_as_it_comes()
    {
        var queue = new AdmissionQueue(3, TimeProvider.System);
        var order = new List<string>();
        queue.Request(new FakeRequest("old", 1, order), 5);
        queue.Request(new FakeRequest("young", 2, order), 1);
        Assert.Equal(["old", "old", "old"], order);
        Assert.Equal((3, 3), (queue.InUse, queue.Waiting));

        queue.Release();
        queue.Release();
        queue.Release();

        Assert.Equal(["old", "old", "old", "old", "old", "young"], order);
        Assert.Equal((3, 0), (queue.InUse, queue.Waiting));
    }

    [Fact]
    public void A_request_for_more_while_it_waits_keeps_its_place_and_is_counted_once()
    {
        var queue = new AdmissionQueue(1, TimeProvider.System);
        var order = new List<string>();
        var first = new FakeRequest("first", 1, order);
        queue.Request(first, 2);
        queue.Request(new FakeRequest("second", 1, order), 1);
        queue.Request(first, 2);
        Assert.Equal((1, 4), (queue.InUse, queue.Waiting));

        for (int release = 0; release < 4; release++)
        {
            queue.Release();
        }

        Assert.Equal(["first", "first", "first", "first", "second"], order);
        Assert.Equal((1, 0), (queue.InUse, queue.Waiting));

        // Withdrawn in between: the entry that is left in the queue grants nothing.
        queue.Request(first, 1);
        queue.Request(first, 2);
        Assert.Equal(3, queue.Withdraw(first));
        queue.Request(first, 1);
        queue.Release();
        queue.Release();
        Assert.Equal(6, order.Count);
        Assert.Equal((0, 0), (queue.InUse, queue.Waiting));
    }

    [Fact]
    public void What_is_withdrawn_is_not_granted_and_is_counted()
    {
        var queue = new AdmissionQueue(1, TimeProvider.System);
        var order = new List<string>();
        var request = new FakeRequest("withdrawn", 1, order);
        queue.Request(request, 4);
        queue.Request(new FakeRequest("other", 2, order), 1);

        Assert.Equal(3, queue.Withdraw(request));
        Assert.Equal(0, queue.Withdraw(request));
        queue.Release();

        Assert.Equal(["withdrawn", "other"], order);
        Assert.Equal((1, 0), (queue.InUse, queue.Waiting));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_takes_no_permit_and_its_ticket_can_wait_again()
    {
        var queue = new AdmissionQueue(1, TimeProvider.System);
        queue.Request(new FakeRequest("first", 0, []), 1);
        using var cancel = new CancellationTokenSource();
        var ticket = new AdmissionTicket { Age = 1 };
        Task<bool> wait = ticket.EnterAsync(queue, cancel.Token).AsTask();

        await cancel.CancelAsync();
        Assert.False(await wait);
        Assert.Equal(0, queue.Waiting);

        // The entry of the first wait is still in the queue; it must neither admit the second wait twice nor lend it its age.
        ticket.Age = 3;
        Task<bool> again = ticket.EnterAsync(queue, Token).AsTask();
        Task<bool> other = new AdmissionTicket { Age = 2 }.EnterAsync(queue, Token).AsTask();
        queue.Release();
        Assert.True(await other);
        Assert.False(again.IsCompleted);
        queue.Release();
        Assert.True(await again);
        queue.Release();
        Assert.Equal(0, queue.InUse);
    }

    [Fact]
    public async Task Permits_are_neither_lost_nor_doubled_when_waits_are_cancelled_as_they_are_granted()
    {
        var queue = new AdmissionQueue(3, TimeProvider.System);
        int inside = 0, peak = 0, admitted = 0;

        async Task Enter(int seed)
        {
            var random = new Random(seed);
            var ticket = new AdmissionTicket();
            for (int turn = 0; turn < 500; turn++)
            {
                ticket.Age = random.Next(100);
                using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
                ValueTask<bool> wait = ticket.EnterAsync(queue, cancel.Token);
                if (random.Next(3) == 0)
                {
                    _ = cancel.CancelAsync();
                }

                if (await wait)
                {
                    InterlockedMax(ref peak, Interlocked.Increment(ref inside));
                    Interlocked.Increment(ref admitted);
                    await Task.Yield();
                    Interlocked.Decrement(ref inside);
                    queue.Release();
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 16).Select(seed => Task.Run(() => Enter(seed), Token)));

        Assert.InRange(peak, 1, 3);
        Assert.Equal((0, 0), (queue.InUse, queue.Waiting));
        Assert.InRange(admitted, 1, 8_000);
    }

    [Fact]
    public void In_an_outage_a_turn_that_nothing_is_sent_for_is_the_next_ones_at_once()
    {
        var clock = new FakeTimeProvider();
        var queue = new AdmissionQueue(DeploymentLimits.Of(4, new AdaptiveLimit(4, 4), pacer: null, longestPause: 60), clock);
        var order = new List<string>();
        queue.Request(new FakeRequest("refused", 1, order), 1);
        clock.Advance(TimeSpan.FromMilliseconds(100));
        queue.Observe(new AttemptSignal(AttemptVerdict.Refused, 0, queue.Now));   // everything that was in flight: an outage
        queue.Release();
        clock.Advance(TimeSpan.FromMilliseconds(20));
        queue.Request(new FakeRequest("unsent", 2, order), 1);
        queue.Request(new FakeRequest("next", 3, order), 1);
        queue.Request(new FakeRequest("last", 4, order), 1);
        Assert.Equal(["refused", "unsent"], order);

        queue.Unsent();
        queue.Release();

        Assert.Equal(["refused", "unsent", "next"], order);   // and one at a time still: nothing shows that the outage is over
        Assert.Equal((1, 1), (queue.InUse, queue.Waiting));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen) is var now && now == seen ? value : now;
        }
    }

    private sealed class FakeRequest : AdmissionRequest
    {
        private readonly string _name;
        private readonly List<string> _order;

        public FakeRequest(string name, long age, List<string> order)
        {
            _name = name;
            _order = order;
            Age = age;
        }

        public override void Admit() => _order.Add(_name);
    }
}
