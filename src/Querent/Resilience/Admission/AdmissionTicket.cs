using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Querent;

/// <summary>A call's wait for a permit when it is tried again; used anew for each wait.</summary>
internal sealed class AdmissionTicket : AdmissionRequest, IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private AdmissionQueue? _queue;

    /// <summary>Waits for a permit; false when the token ended the wait.</summary>
    public ValueTask<bool> EnterAsync(AdmissionQueue queue, CancellationToken cancellationToken)
    {
        _core.Reset();
        queue.Request(this, 1);
        return _core.GetStatus(_core.Version) == ValueTaskSourceStatus.Pending ? WaitAsync(queue, cancellationToken) : new ValueTask<bool>(_core.GetResult(_core.Version));
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> WaitAsync(AdmissionQueue queue, CancellationToken cancellationToken)
    {
        _queue = queue;
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static ticket => ((AdmissionTicket)ticket!).GiveUp(), this);
        try
        {
            return await new ValueTask<bool>(this, _core.Version).ConfigureAwait(false);
        }
        finally
        {
            // Waits for the callback if it is running: the ticket may be used again right after this.
            await registration.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void GiveUp()
    {
        if (_queue!.Withdraw(this) > 0)
        {
            _core.SetResult(false);
        }
    }

    public override void Admit() => _core.SetResult(true);

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
