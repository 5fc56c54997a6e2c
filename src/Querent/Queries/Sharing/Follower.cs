namespace Querent;

/// <summary>A query that waits for a call that another has made.</summary>
internal sealed class Follower(SharedCall shared) : CallSharing
{
    private readonly TaskCompletionSource<CompletionResult?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The call's result; null when it is no result for this query, or its row has ended.</summary>
    public Task<CompletionResult?> Result => _end.Task;

    public void End(CompletionResult? result)
    {
        if (!_end.TrySetResult(result))
        {
            result?.Reply?.Dispose();
        }
    }

    /// <summary>The query's row has ended: it leaves the call.</summary>
    public override bool Leave()
    {
        _end.TrySetResult(null);
        shared.Remove(this);
        return false;
    }
}
