using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Querent.Emulator;

/// <summary>Counts what comes and goes, without a lock, and tells those who wait for a count.</summary>
internal sealed class TrafficCounters
{
    private const int StatusCodes = 600;

    private readonly long[] _byStatus = new long[StatusCodes];
    private readonly ConcurrentDictionary<string, long> _faults = new(StringComparer.Ordinal);
    private readonly LatencyHistogram _latency = new();
    private readonly QuotaTally _quota = new();
    private readonly TrafficWaits _waits = new();
    private long _attempts;
    private int _inFlight;
    private int _peak;
    private long _abortedByClient;
    private long _abortedByEmulator;

    /// <summary>A chat completion arrived.</summary>
    public void Arrive()
    {
        long attempts = Interlocked.Increment(ref _attempts);
        int inFlight = Interlocked.Increment(ref _inFlight);
        for (int peak = Volatile.Read(ref _peak); inFlight > peak;)
        {
            int seen = Interlocked.CompareExchange(ref _peak, inFlight, peak);
            if (seen == peak)
            {
                break;
            }

            peak = seen;
        }

        _waits.Tell(attempts, inFlight);
    }

    /// <summary>
    /// A reply is about to be written. Counted before the write, so that whoever has read it sees it counted, and a
    /// client's next request is not taken for one more at once.
    /// </summary>
    public void Answer(int statusCode, TimeSpan latency, long? goodTokens)
    {
        if (goodTokens is long tokens)
        {
            _quota.Answer(tokens);
        }

        if (statusCode == 200)
        {
            _latency.Record(latency);
        }

        Interlocked.Increment(ref _byStatus[Math.Clamp(statusCode, 0, StatusCodes - 1)]);
        Leave();
    }

    /// <summary>A quota has decided on a request.</summary>
    public void Decide(in QuotaDecision decision) => _quota.Decide(in decision);

    public void AbortByClient()
    {
        Interlocked.Increment(ref _abortedByClient);
        Leave();
    }

    public void AbortByEmulator()
    {
        Interlocked.Increment(ref _abortedByEmulator);
        Leave();
    }

    public void Strike(string fault) => _faults.AddOrUpdate(fault, 1, static (_, count) => count + 1);

    /// <summary>Ends when a condition on the attempts so far and those in flight holds.</summary>
    public Task WaitAsync(Func<long, int, bool> condition, CancellationToken cancellationToken) =>
        _waits.AddAsync(condition, () => (Interlocked.Read(ref _attempts), Volatile.Read(ref _inFlight)), cancellationToken);

    public EmulatorCounters Take(long distinctPrompts)
    {
        var byStatus = ImmutableSortedDictionary.CreateBuilder<int, long>();
        for (int status = 0; status < StatusCodes; status++)
        {
            if (Interlocked.Read(ref _byStatus[status]) is > 0 and long count)
            {
                byStatus[status] = count;
            }
        }

        return new EmulatorCounters(
            Interlocked.Read(ref _attempts),
            distinctPrompts,
            Volatile.Read(ref _inFlight),
            Volatile.Read(ref _peak),
            byStatus.ToImmutable(),
            _faults.ToImmutableSortedDictionary(StringComparer.Ordinal),
            Interlocked.Read(ref _abortedByClient),
            Interlocked.Read(ref _abortedByEmulator),
            _latency.Summarize(),
            _quota.TakeQuota(),
            _quota.TakeGoodput());
    }

    /// <summary>Starts over; what is in flight stays counted as in flight.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref _attempts, 0);
        Interlocked.Exchange(ref _peak, Volatile.Read(ref _inFlight));
        Interlocked.Exchange(ref _abortedByClient, 0);
        Interlocked.Exchange(ref _abortedByEmulator, 0);
        for (int status = 0; status < StatusCodes; status++)
        {
            Interlocked.Exchange(ref _byStatus[status], 0);
        }

        _faults.Clear();
        _latency.Reset();
        _quota.Reset();
    }

    private void Leave() => _waits.Tell(Interlocked.Read(ref _attempts), Interlocked.Decrement(ref _inFlight));
}
