using System.Threading.Tasks.Sources;

namespace Querent;

/// <summary>A call's wait for a permit when it is tried again; used anew for each wait.</summary>
internal sealed class AdmissionTicket : AdmissionRequest, IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Waits for a permit; false when the token ended the wait.</summary>
    public async ValueTask<bool> EnterAsync(AdmissionQueue queue, CancellationToken cancellationToken)
    {
        _core.Reset();
        queue.Request(this, 1);
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static state =>
            {
                var (queue, ticket) = ((AdmissionQueue, AdmissionTicket))state!;
                if (queue.Withdraw(ticket) > 0)
                {
                    ticket._core.SetResult(false);
                }
            },
            (queue, this));
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

    public override void Admit() => _core.SetResult(true);

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
