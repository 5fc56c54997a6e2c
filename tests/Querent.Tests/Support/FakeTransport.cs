using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Querent.Tests;

/// <summary>An attempt as the transport sees it.</summary>
internal sealed record FakeAttempt(int Row, int Query, int Number, CancellationToken Token);

/// <summary>A transport in memory, scripted by (row, query, attempt), that counts all it is given.</summary>
internal sealed partial class FakeTransport(Func<FakeAttempt, ValueTask<CompletionResult>> script) : ICompletionTransport
{
    private readonly ConcurrentDictionary<(int Row, int Query), int> _numbers = new();
    private readonly List<(Func<bool> Reached, TaskCompletionSource Source)> _waits = [];
    private readonly Lock _lock = new();
    private int _inFlight;

    public FakeTransport()
        : this(attempt => Answer(attempt))
    {
    }

    public ConcurrentQueue<FakeAttempt> Started { get; } = new();

    public ConcurrentQueue<FakeAttempt> Ended { get; } = new();

    public int InFlight => Volatile.Read(ref _inFlight);

    public int PeakInFlight { get; private set; }

    public bool IsDisposed { get; private set; }

    /// <summary>The right answer of an attempt.</summary>
    public static ValueTask<CompletionResult> Answer(FakeAttempt attempt) => Reply($$"""{"answer":"{{EchoPlan.Answer(attempt.Row, attempt.Query)}}"}""");

    public static ValueTask<CompletionResult> Reply(string? content, FinishReason reason = FinishReason.Stop)
    {
        var reply = new CompletionReply
        {
            FinishReason = reason,
            Model = "fake",
            Usage = new TokenUsage { InputTokens = 10, OutputTokens = 5 },
        };
        if (content is not null)
        {
            reply.SetContent(Encoding.UTF8.GetBytes(content));
        }

        return new(new CompletionResult(reply));
    }

    public static ValueTask<CompletionResult> Throttled(TimeSpan? retryAfter = null)
        => new(new CompletionResult(new QueryError(QueryErrorKind.Throttled, "429") { IsTransient = true, StatusCode = 429, RetryAfter = retryAfter }));

    public static ValueTask<CompletionResult> Rejected()
        => new(new CompletionResult(new QueryError(QueryErrorKind.Rejected, "400") { StatusCode = 400 }));

    /// <summary>A transport that answers all rows but one at once, and that one when the gate opens.</summary>
    public static FakeTransport Holding(int row, Task gate) => new(async attempt =>
    {
        if (attempt.Row == row)
        {
            await gate;
        }

        return await Answer(attempt);
    });

    /// <summary>Never replies; ends when it is cancelled.</summary>
    public static async ValueTask<CompletionResult> Silence(FakeAttempt attempt)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, attempt.Token);
        throw new InvalidOperationException("unreachable");
    }

    public async ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        Match match = RowAndQuery().Match(Encoding.UTF8.GetString(request.Messages.Span));
        (int Row, int Query) key = (Number(match.Groups[1]), Number(match.Groups[2]));
        var attempt = new FakeAttempt(key.Row, key.Query, _numbers.AddOrUpdate(key, 1, (_, number) => number + 1), cancellationToken);
        Started.Enqueue(attempt);
        Count(+1);
        try
        {
            return await script(attempt);
        }
        finally
        {
            Ended.Enqueue(attempt);
            Count(-1);
        }
    }

    /// <summary>Ends when so many attempts are in flight.</summary>
    public Task UntilInFlight(int count) => Until(() => _inFlight == count);

    /// <summary>Ends when so many attempts were started.</summary>
    public Task UntilStarted(int count) => Until(() => Started.Count >= count);

    /// <summary>Ends when so many attempts have ended.</summary>
    public Task UntilEnded(int count) => Until(() => Ended.Count >= count);

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private Task Until(Func<bool> reached)
    {
        lock (_lock)
        {
            if (reached())
            {
                return Task.CompletedTask;
            }

            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waits.Add((reached, source));
            return source.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private void Count(int change)
    {
        lock (_lock)
        {
            _inFlight += change;
            PeakInFlight = Math.Max(PeakInFlight, _inFlight);
            foreach ((_, TaskCompletionSource source) in _waits.Where(wait => wait.Reached()))
            {
                source.TrySetResult();
            }
        }
    }

    [GeneratedRegex(@"row (\d+) query (\d+)")]
    private static partial Regex RowAndQuery();
}
