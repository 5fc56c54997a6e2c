using Querent.Emulator;

namespace Querent.Journal.Tests.Support;

/// <summary>A query of the first row that is not answered before so many others are asked.</summary>
internal sealed class SlowQuery(long others)
{
    private readonly TaskCompletionSource _areAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _asked;

    /// <summary>What a request waits for; null for nothing.</summary>
    public Task? Hold(EmulatorRequest request)
    {
        if (request.User.StartsWith("0/Two/", StringComparison.Ordinal))
        {
            return _areAsked.Task;
        }

        if (Interlocked.Increment(ref _asked) == others)
        {
            _areAsked.SetResult();
        }

        return null;
    }
}
