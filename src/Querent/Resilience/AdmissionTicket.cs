using System.Threading.Tasks.Sources;

namespace Querent;

/// <summary>A call's wait for a permit, used again for each wait. Its state belongs to the queue's lock.</summary>
internal sealed class AdmissionTicket : IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>The age of the call's row: smaller is older.</summary>
    public long Row { get; set; }

    /// <summary>The queue that the call waits in.</summary>
    public AdmissionQueue? Queue { get; set; }

    /// <summary>Which wait this is, so that an entry left in the queue by an earlier one is told apart.</summary>
    public long Wait { get; set; }

    /// <summary>Whether the wait is still to be decided.</summary>
    public bool IsWaiting { get; set; }

    public ValueTask<bool> StartWait()
    {
        _core.Reset();
        return new ValueTask<bool>(this, _core.Version);
    }

    /// <summary>Ends the wait, with a permit or without.</summary>
    public void Complete(bool admitted) => _core.SetResult(admitted);

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);
}
