using System.Collections.Concurrent;

namespace Querent;

/// <summary>Keeps the tickets of waits that are over, for those to come.</summary>
internal sealed class AdmissionTicketPool
{
    private const int Capacity = 1024;

    private readonly ConcurrentQueue<AdmissionTicket> _tickets = new();
    private int _count;

    public AdmissionTicket Rent()
    {
        if (_tickets.TryDequeue(out AdmissionTicket? ticket))
        {
            Interlocked.Decrement(ref _count);
            return ticket;
        }

        return new AdmissionTicket();
    }

    public void Return(AdmissionTicket ticket)
    {
        if (Interlocked.Increment(ref _count) <= Capacity)
        {
            _tickets.Enqueue(ticket);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
