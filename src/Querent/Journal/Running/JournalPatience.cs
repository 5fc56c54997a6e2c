using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>Does something with a journal again while it fails for a reason that may pass, for so long and no longer.</summary>
internal sealed class JournalPatience(TimeSpan maxWait, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <exception cref="JournalException">The reason does not pass, or has not passed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<T> RunAsync<T, TState>(Func<TState, CancellationToken, ValueTask<T>> action, TState state, CancellationToken cancellationToken)
    {
        long? first = null;
        TimeSpan pause = FirstPause;
        while (true)
        {
            try
            {
                T result = await action(state, cancellationToken).ConfigureAwait(false);
                if (first is { } began)
                {
                    ExecutorLog.JournalBack(logger, timeProvider.GetElapsedTime(began).TotalSeconds);
                }

                return result;
            }
            catch (JournalException exception) when (exception.IsTransient && (first is null || timeProvider.GetElapsedTime(first.Value) < maxWait) && maxWait > TimeSpan.Zero)
            {
                if (first is null)
                {
                    first = timeProvider.GetTimestamp();
                    ExecutorLog.JournalWaits(logger, maxWait.TotalSeconds, exception.Message);
                }
            }

            await Task.Delay(pause, timeProvider, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }
}
