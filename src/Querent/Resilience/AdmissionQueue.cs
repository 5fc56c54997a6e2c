using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>
/// A deployment's permits: a fixed number of attempts at a time, and a queue of those that wait, the oldest row first,
/// so that rows finish in the order in which they came.
/// </summary>
internal sealed class AdmissionQueue(int limit)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<(AdmissionTicket Ticket, long Wait), (long Row, long Wait)> _queue = new();
    private long _waits;
    private int _waiting;
    private int _inUse;
    private int _peakInUse;

    public int Limit => limit;

    public int InUse => Volatile.Read(ref _inUse);

    public int PeakInUse => Volatile.Read(ref _peakInUse);

    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Waits for a permit; false when the token ended the wait.</summary>
    public ValueTask<bool> EnterAsync(AdmissionTicket ticket, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return new ValueTask<bool>(false);
        }

        ValueTask<bool> wait;
        lock (_lock)
        {
            if (_inUse < limit)
            {
                _inUse++;
                _peakInUse = Math.Max(_peakInUse, _inUse);
                return new ValueTask<bool>(true);
            }

            ticket.Queue = this;
            ticket.Wait = ++_waits;
            ticket.IsWaiting = true;
            wait = ticket.StartWait();
            _waiting++;
            _queue.Enqueue((ticket, ticket.Wait), (ticket.Row, ticket.Wait));
        }

        return AwaitAsync(ticket, wait, cancellationToken);
    }

    /// <summary>Gives a permit back, or on to the oldest call that waits.</summary>
    public void Release()
    {
        AdmissionTicket? next = null;
        lock (_lock)
        {
            while (next is null && _queue.TryDequeue(out (AdmissionTicket Ticket, long Wait) entry, out _))
            {
                if (entry.Ticket.IsWaiting && entry.Ticket.Wait == entry.Wait)
                {
                    next = entry.Ticket;
                    next.IsWaiting = false;
                    _waiting--;
                }
            }

            if (next is null)
            {
                _inUse--;
            }
        }

        next?.Complete(admitted: true);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private static async ValueTask<bool> AwaitAsync(AdmissionTicket ticket, ValueTask<bool> wait, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, _) =>
            {
                var ticket = (AdmissionTicket)state!;
                ticket.Queue!.Abandon(ticket);
            },
            ticket);
        try
        {
            return await wait.ConfigureAwait(false);
        }
        finally
        {
            // Waits for the callback if it is running: the ticket may be used again right after this.
            await registration.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Abandon(AdmissionTicket ticket)
    {
        lock (_lock)
        {
            if (!ticket.IsWaiting)
            {
                return;
            }

            ticket.IsWaiting = false;
            _waiting--;
        }

        ticket.Complete(admitted: false);
    }
}
