namespace Querent.Emulator;

/// <summary>Holds those that come until so many are there, then lets all of them go at once; nobody longer than a time.</summary>
internal sealed class BurstGate(int count, TimeSpan longest)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _open = NewOpening();
    private int _waiting;

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource open;
        bool isLast;
        lock (_lock)
        {
            open = _open;
            isLast = ++_waiting == count;
        }

        if (isLast)
        {
            Release(open);
            return;
        }

        try
        {
            await open.Task.WaitAsync(longest, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Release(open);
        }
    }

    private void Release(TaskCompletionSource open)
    {
        lock (_lock)
        {
            if (_open == open)
            {
                _open = NewOpening();
                _waiting = 0;
            }
        }

        open.TrySetResult();
    }

    private static TaskCompletionSource NewOpening() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
