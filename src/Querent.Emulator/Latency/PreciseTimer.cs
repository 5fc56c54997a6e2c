using System.Diagnostics;

namespace Querent.Emulator;

/// <summary>
/// Ends waits within about a tenth of a millisecond of their time, never before it, by one thread of its own:
/// <see cref="Task.Delay(TimeSpan, TimeProvider)"/> is some milliseconds late.
/// </summary>
internal sealed class PreciseTimer : IDisposable
{
    // The system's timed wait counts in whole milliseconds; the last stretch is slept in finer steps.
    private static readonly TimeSpan FineFrom = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestFineSleep = TimeSpan.FromMilliseconds(0.5);

    private readonly Lock _lock = new();
    private readonly PriorityQueue<TaskCompletionSource, long> _waits = new();
    private readonly AutoResetEvent _changed = new(false);
    private readonly List<TaskCompletionSource> _due = [];
    private readonly Thread _thread;
    private bool _disposed;

    public PreciseTimer()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "emulator latency", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>Ends when a time has come.</summary>
    /// <param name="timestamp">By <see cref="Stopwatch.GetTimestamp"/>.</param>
    /// <param name="cancellationToken">Ends the wait as cancelled.</param>
    public async ValueTask WaitUntilAsync(long timestamp, CancellationToken cancellationToken)
    {
        if (Stopwatch.GetTimestamp() >= timestamp)
        {
            return;
        }

        var wait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool isFirst;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            isFirst = !_waits.TryPeek(out _, out long first) || timestamp < first;
            _waits.Enqueue(wait, timestamp);
        }

        if (isFirst)
        {
            _changed.Set();
        }

        // A cancelled wait stays queued until its time: an object, no more.
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), wait);
        await wait.Task.ConfigureAwait(false);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _changed.Set();
        _thread.Join();
        _changed.Dispose();
        foreach ((TaskCompletionSource wait, _) in _waits.UnorderedItems)
        {
            wait.TrySetCanceled();
        }
    }

    private void Run()
    {
        while (true)
        {
            TimeSpan? untilNext = TakeDue();
            if (untilNext is null && _disposed)
            {
                return;
            }

            foreach (TaskCompletionSource wait in _due)
            {
                wait.TrySetResult();
            }

            _due.Clear();
            Pause(untilNext);
        }
    }

    private TimeSpan? TakeDue()
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return null;
            }

            long now = Stopwatch.GetTimestamp();
            while (_waits.TryPeek(out TaskCompletionSource? wait, out long timestamp))
            {
                if (timestamp > now)
                {
                    return Stopwatch.GetElapsedTime(now, timestamp);
                }

                _waits.Dequeue();
                _due.Add(wait);
            }

            return Timeout.InfiniteTimeSpan;
        }
    }

    private void Pause(TimeSpan? untilNext)
    {
        TimeSpan time = untilNext ?? TimeSpan.Zero;
        if (time == Timeout.InfiniteTimeSpan)
        {
            _changed.WaitOne();
        }
        else if (time >= FineFrom || !PreciseSleep.IsSupported)
        {
            _changed.WaitOne(Math.Max(1, (int)time.TotalMilliseconds - 1));
        }
        else
        {
            PreciseSleep.Sleep(time < LongestFineSleep ? time : LongestFineSleep);
        }
    }
}
