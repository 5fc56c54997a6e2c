namespace Querent.Tests.Resilience;

public class AdmissionQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiting_calls_are_admitted_oldest_row_first_and_in_turn_within_a_row()
    {
        var queue = new AdmissionQueue(1);
        Assert.True(await queue.EnterAsync(new AdmissionTicket { Row = 9 }, Token));
        List<(int Row, Task<bool> Wait)> waits = [.. new[] { 5, 2, 7, 2 }.Select(row => (row, queue.EnterAsync(new AdmissionTicket { Row = row }, Token).AsTask()))];
        List<int> admitted = [];

        foreach (int expected in (int[])[1, 3, 0, 2])
        {
            queue.Release();
            Assert.True(await waits[expected].Wait);
            admitted.Add(waits[expected].Row);
            Assert.Equal(4 - admitted.Count, queue.Waiting);
        }

        Assert.Equal([2, 2, 5, 7], admitted);
        Assert.Equal(1, queue.InUse);
        queue.Release();
        Assert.Equal((0, 0, 1), (queue.InUse, queue.Waiting, queue.PeakInUse));
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_takes_no_permit_and_its_ticket_can_wait_again()
    {
        var queue = new AdmissionQueue(1);
        await queue.EnterAsync(new AdmissionTicket(), Token);
        using var cancel = new CancellationTokenSource();
        var ticket = new AdmissionTicket { Row = 1 };
        Task<bool> wait = queue.EnterAsync(ticket, cancel.Token).AsTask();

        await cancel.CancelAsync();
        Assert.False(await wait);
        Assert.Equal(0, queue.Waiting);

        // The entry of the first wait is still in the queue; it must neither admit the second wait twice nor lend it its age.
        ticket.Row = 3;
        Task<bool> again = queue.EnterAsync(ticket, Token).AsTask();
        Task<bool> other = queue.EnterAsync(new AdmissionTicket { Row = 2 }, Token).AsTask();
        queue.Release();
        Assert.True(await other);
        Assert.False(again.IsCompleted);
        queue.Release();
        Assert.True(await again);
        queue.Release();
        Assert.Equal(0, queue.InUse);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_is_not_admitted()
    {
        var queue = new AdmissionQueue(1);

        Assert.False(await queue.EnterAsync(new AdmissionTicket(), new CancellationToken(true)));
        Assert.Equal(0, queue.InUse);
    }

    [Fact]
    public async Task Permits_are_neither_lost_nor_doubled_when_waits_are_cancelled_as_they_are_granted()
    {
        var queue = new AdmissionQueue(3);
        int inside = 0, peak = 0, admitted = 0;

        async Task Enter(int seed)
        {
            var random = new Random(seed);
            var ticket = new AdmissionTicket();
            for (int turn = 0; turn < 500; turn++)
            {
                ticket.Row = random.Next(100);
                using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
                ValueTask<bool> wait = queue.EnterAsync(ticket, cancel.Token);
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

    private static void InterlockedMax(ref int target, int value)
    {
        int seen = Volatile.Read(ref target);
        while (value > seen)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen) is var now && now == seen ? value : now;
        }
    }
}
