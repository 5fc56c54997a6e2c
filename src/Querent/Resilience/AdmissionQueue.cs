namespace Querent;

/// <summary>
/// A deployment's permits: a fixed number of attempts at a time, and a queue of those that wait, the oldest row first,
/// so that rows finish in the order in which they came. What waits is data: no buffer, timer or task is held by it.
/// </summary>
internal sealed class AdmissionQueue(int limit)
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<(AdmissionRequest Request, long Place), (long Age, long Place)> _queue = new();
    private long _lastPlace;
    private int _waiting;
    private int _inUse;
    private int _peakInUse;

    public int Limit => limit;

    public int InUse => Volatile.Read(ref _inUse);

    public int PeakInUse => Volatile.Read(ref _peakInUse);

    /// <summary>How many permits are waited for.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Asks for permits, or for more while it waits; the request is admitted once for each, some perhaps at once.</summary>
    public void Request(AdmissionRequest request, int permits)
    {
        int granted;
        lock (_lock)
        {
            granted = Math.Min(permits, limit - _inUse);
            _inUse += granted;
            _peakInUse = Math.Max(_peakInUse, _inUse);
            int wanted = permits - granted;
            if (wanted > 0 && request.Wanted == 0)
            {
                request.Place = ++_lastPlace;
                _queue.Enqueue((request, request.Place), (request.Age, request.Place));
            }

            request.Wanted += wanted;
            _waiting += wanted;
        }

        for (; granted > 0; granted--)
        {
            request.Admit();
        }
    }

    /// <summary>Takes back what a request still waits for, and says how many permits that was.</summary>
    public int Withdraw(AdmissionRequest request)
    {
        lock (_lock)
        {
            int withdrawn = request.Wanted;
            request.Wanted = 0;
            _waiting -= withdrawn;
            return withdrawn;
        }
    }

    /// <summary>Gives a permit back, or on to the oldest request that waits.</summary>
    public void Release()
    {
        AdmissionRequest? next = null;
        lock (_lock)
        {
            while (next is null && _queue.TryPeek(out (AdmissionRequest Request, long Place) entry, out _))
            {
                bool isWaiting = entry.Request.Wanted > 0 && entry.Request.Place == entry.Place;
                if (isWaiting)
                {
                    next = entry.Request;
                    next.Wanted--;
                    _waiting--;
                }

                if (!isWaiting || next!.Wanted == 0)
                {
                    _queue.Dequeue();
                }
            }

            if (next is null)
            {
                _inUse--;
            }
        }

        next?.Admit();
    }
}
