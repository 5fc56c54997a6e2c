using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>
/// Leaves a store alone for a while after it has failed several times in a row, so that queries do not wait for it each, and says so
/// once in a while.
/// </summary>
/// <param name="action">What is wanted of it.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">Where it is said.</param>
internal sealed class StoreGate(string action, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>After so many faults in a row the store is left alone.</summary>
    public const int MostFaults = 5;

    /// <summary>For how long it is; then one query tries it.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private volatile int _faults;   // in a row
    private long _closedAt;
    private long? _toldAt;

    /// <summary>Whether a query may turn to the store.</summary>
    public bool TryEnter()
    {
        if (_faults < MostFaults)
        {
            return true;
        }

        lock (_lock)
        {
            if (_faults >= MostFaults && timeProvider.GetElapsedTime(_closedAt) < Pause)
            {
                return false;
            }

            _closedAt = timeProvider.GetTimestamp();   // the others wait for what becomes of this one
            return true;
        }
    }

    public void Succeeded()
    {
        if (_faults == 0)
        {
            return;
        }

        bool wasClosed;
        lock (_lock)
        {
            wasClosed = _faults >= MostFaults;
            _faults = 0;
        }

        if (wasClosed)
        {
            ExecutorLog.StoreBack(logger, action);
        }
    }

    /// <param name="reason">What the store did: nothing of prompts and answers.</param>
    public void Failed(string reason)
    {
        lock (_lock)
        {
            if (++_faults == MostFaults)
            {
                _closedAt = timeProvider.GetTimestamp();
            }

            if (_toldAt is { } told && timeProvider.GetElapsedTime(told) < Quiet)
            {
                return;
            }

            _toldAt = timeProvider.GetTimestamp();
        }

        ExecutorLog.StoreFailed(logger, action, reason, MostFaults, Pause.TotalSeconds);
    }
}
