namespace Querent;

/// <summary>A query that waits for a call that another has made. Its fields belong to the lock of <see cref="SharedCalls"/>.</summary>
internal sealed class Follower(Lock gate, Call call, SharedCall shared) : CallSharing
{
    private readonly TaskCompletionSource<CompletionResult?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SharedCall _followed = shared;
    private SharedCall? _inherited;

    /// <summary>The call's result; null when the query is to make the call itself, or its row has ended.</summary>
    public Task<CompletionResult?> Result => _end.Task;

    /// <summary>The age of the query's row: smaller is older.</summary>
    public long Age => call.Ticket.Age;

    public void End(CompletionResult? result)
    {
        if (!_end.TrySetResult(result))
        {
            result?.Reply?.Dispose();
        }
    }

    /// <summary>Has the others wait for the query's own call from now on. The query is still to be told, by <see cref="End"/> with null.</summary>
    public SharedCall Inherit(int hash, List<Follower> others)
    {
        _inherited = new SharedCall(gate, call, hash, others);
        foreach (Follower other in others)
        {
            other._followed = _inherited;
        }

        call.Sharing = _inherited;
        return _inherited;
    }

    /// <summary>The query's row has ended: it leaves the call that it waits for, or the one that it has inherited.</summary>
    public override bool Leave()
    {
        lock (gate)
        {
            // Whoever ends the row may have looked at the call before it became an heir's.
            if (_inherited is not null)
            {
                return _inherited.Leave();
            }

            _end.TrySetResult(null);
            _followed.Remove(this);
            return false;
        }
    }
}
