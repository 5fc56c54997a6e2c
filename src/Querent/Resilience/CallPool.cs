using System.Collections.Concurrent;

namespace Querent;

/// <summary>Keeps calls, with their buffers and timers, for the queries to come.</summary>
internal sealed class CallPool(WorkingClock clock, int capacity) : IDisposable
{
    /// <summary>A prompt's buffer beyond this is not kept.</summary>
    private const int LargestPrompt = 256 * 1024;

    private readonly ConcurrentQueue<Call> _calls = new();
    private int _count;

    public Call Rent()
    {
        if (_calls.TryDequeue(out Call? call))
        {
            Interlocked.Decrement(ref _count);
            return call;
        }

        return new Call(clock);
    }

    public void Return(Call call)
    {
        if (call.Prompt.Capacity <= LargestPrompt)
        {
            if (Interlocked.Increment(ref _count) <= capacity)
            {
                call.Reset();
                _calls.Enqueue(call);
                return;
            }

            Interlocked.Decrement(ref _count);
        }

        call.Dispose();
    }

    public void Dispose()
    {
        while (_calls.TryDequeue(out Call? call))
        {
            call.Dispose();
        }
    }
}
