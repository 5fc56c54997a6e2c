using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>Pauses and resumes an executor: its permits and all deadlines that wait with them.</summary>
internal sealed class ExecutorPause(AdmissionQueue admission, RowRegistry registry, RetryDeadlines deadlines, WorkingClock clock, ILogger logger)
{
    private readonly Lock _lock = new();
    private long _count;
    private bool _isClosed;

    public bool IsOn => clock.IsStopped;

    /// <summary>How many pauses there were, one that lasts included.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>How long all pauses have lasted so far.</summary>
    public TimeSpan Time => clock.Stood;

    /// <exception cref="InvalidOperationException">The executor is drained.</exception>
    public void Pause()
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                throw new InvalidOperationException("The executor is drained and finishes what it has begun, so it cannot be paused: the drain would never end.");
            }

            if (IsOn)
            {
                return;
            }

            admission.Pause();
            clock.Stop();
            registry.Pause();
            deadlines.Pause();
            _count++;
        }

        ExecutorLog.Paused(logger, admission.InUse, admission.Waiting);
    }

    public void Resume()
    {
        TimeSpan before;
        lock (_lock)
        {
            if (!IsOn)
            {
                return;
            }

            before = Time;
            clock.Start();
            registry.Resume();
            deadlines.Resume();
            admission.Resume();
        }

        ExecutorLog.Resumed(logger, before.TotalSeconds);
    }

    /// <summary>Resumes, and allows no further pause.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
        }

        Resume();
    }
}
