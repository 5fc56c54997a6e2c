using System.Collections.Immutable;

namespace Querent;

/// <summary>Why a call was ended from outside.</summary>
internal enum CallEnd
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>Its row failed or was cancelled.</summary>
    Dropped,

    /// <summary>Its row's deadline passed.</summary>
    RowDeadline,
}

/// <summary>
/// One query's way through the pipeline, as one object: its place in the queue, its deadlines, its prompt, what its
/// attempts came to. Kept and used again by the <see cref="CallPool"/>.
/// </summary>
/// <remarks>
/// A single flow of execution owns a call; only <see cref="End"/> and <see cref="Cancel"/> may come from another thread, and only while the
/// owner's row still holds the call.
/// </remarks>
internal sealed class Call(WorkingClock clock) : IDisposable
{
    private readonly List<AttemptReport> _attempts = [];
    private readonly TimeProvider _timeProvider = clock.TimeProvider;
    private CancellationTokenSource _whole = new(Timeout.InfiniteTimeSpan, clock.TimeProvider);
    private CancellationTokenSource _attempt = new(Timeout.InfiniteTimeSpan, clock.TimeProvider);
    private volatile CallEnd _end;
    private bool _holdsPermit;
    private bool _endsWithQuery;
    private long? _firstAttempt;
    private long _lastAttempt;
    private long _begun;   // when the first attempt began, by the clock that stands still while the executor is paused
    private TimeSpan _stood;   // for how long that clock had stood still when the last attempt began
    private TimeSpan _queryTimeout;

    /// <summary>The rendered messages.</summary>
    public PromptWriter Prompt { get; } = new();

    /// <summary>The call's wait for another attempt.</summary>
    public AdmissionTicket Ticket { get; } = new();

    /// <summary>Whether the call holds a permit of the queue: it waits for none, and does not back off.</summary>
    /// <remarks>
    /// The call takes one or gives it back, and then looks at <see cref="Ended"/>; who ends it, the other way round. The fence is there so that
    /// one of the two sees what the other did.
    /// </remarks>
    public bool HoldsPermit
    {
        get => Volatile.Read(ref _holdsPermit);
        set => Interlocked.Exchange(ref _holdsPermit, value);
    }

    /// <summary>Tells of the query's attempts; null when nobody wants to know.</summary>
    public QueryWatch? Watch { get; set; }

    /// <summary>What the call has to do with others that ask the same; null for nothing.</summary>
    public CallSharing? Sharing { get; set; }

    /// <summary>Whether the result is that of another's call.</summary>
    public bool IsShared { get; set; }

    /// <summary>What is sent.</summary>
    public CompletionRequest Request { get; set; }

    /// <summary>The fingerprint of what is asked, where a journal or a store wants it; null elsewhere.</summary>
    public byte[]? Fingerprint { get; set; }

    /// <summary>The prompt's tokens as a counter counted them; null before that.</summary>
    public int? CountedTokens { get; set; }

    /// <summary>Cancelled when the call is ended from outside or its query's deadline passes.</summary>
    public CancellationToken Token => _whole.Token;

    /// <summary>How long the attempt that was begun last may take, pauses or not.</summary>
    public TimeSpan AttemptTime { get; private set; }

    /// <summary>
    /// Whether the deadline of the attempt that was begun last is its query's too. It is not once the executor was paused in the meantime:
    /// the query's time stood still, and the attempt's did not.
    /// </summary>
    public bool EndsWithQuery => _endsWithQuery && (clock.Stood == _stood || RemainingTime() == TimeSpan.Zero);

    /// <summary>Why the call was ended from outside.</summary>
    public CallEnd Ended => _end;

    /// <summary>How many attempts were sent.</summary>
    public int AttemptCount => _attempts.Count;

    /// <summary>The error of the last attempt, if it had one.</summary>
    public QueryError? LastError => _attempts.Count > 0 ? _attempts[^1].Error : null;

    /// <summary>How long the last attempt took; nothing when there was none.</summary>
    public TimeSpan LastLatency => _attempts.Count > 0 ? _attempts[^1].Latency : TimeSpan.Zero;

    /// <summary>The time from the start of the first attempt to the end of the last.</summary>
    public TimeSpan Latency => _firstAttempt is { } started ? _timeProvider.GetElapsedTime(started, _lastAttempt) : TimeSpan.Zero;

    /// <summary>Prepares the call for a query that was granted a permit.</summary>
    /// <param name="age">The row's age, for the queue: smaller is older.</param>
    /// <param name="queryTimeout">The query's deadline, counted from its first attempt.</param>
    public void Begin(long age, TimeSpan queryTimeout)
    {
        HoldsPermit = true;
        Ticket.Age = age;
        _queryTimeout = queryTimeout;
    }

    /// <summary>Says that the call has ended: it starts no further attempt. <see cref="Cancel"/> must follow.</summary>
    public void End(CallEnd reason) => _end = reason;

    /// <summary>Cancels the wait, the back-off or the attempt of a call that has ended, unless others wait for it too.</summary>
    public void Cancel()
    {
        if (Sharing?.Leave() != true)
        {
            Stop();
        }
    }

    /// <summary>Cancels the wait or the back-off of a call that has ended, but no attempt: what that brings is kept.</summary>
    public void CancelWaits()
    {
        if (Sharing?.Leave() != true)
        {
            _ = _whole.CancelAsync();
        }
    }

    /// <summary>Cancels the call, whoever waits for it.</summary>
    public void Stop()
    {
        // Off the caller's thread: what is registered closes connections.
        _ = _whole.CancelAsync();
        _ = Volatile.Read(ref _attempt).CancelAsync();
    }

    /// <summary>Starts an attempt and its deadline, which is no later than the query's; that counts from the first.</summary>
    public CancellationToken BeginAttempt(TimeSpan attemptTimeout)
    {
        if (_attempt.IsCancellationRequested)
        {
            // The last attempt's deadline passed, or the call is being ended: the latter must hold for this one too.
            Interlocked.Exchange(ref _attempt, new CancellationTokenSource(Timeout.InfiniteTimeSpan, _timeProvider));
            if (_whole.IsCancellationRequested)
            {
                _attempt.Cancel();
            }
        }

        _lastAttempt = _timeProvider.GetTimestamp();
        TimeSpan remaining = _queryTimeout;
        if (_firstAttempt is null)
        {
            _firstAttempt = _lastAttempt;
            _begun = clock.At(_lastAttempt);
        }
        else
        {
            remaining = RemainingTime();
        }

        _endsWithQuery = remaining <= attemptTimeout;
        _stood = clock.Stood;
        AttemptTime = _endsWithQuery ? remaining : attemptTimeout;
        _attempt.CancelAfter(AttemptTime);
        return _attempt.Token;
    }

    /// <summary>How much of the query's time is left; none of it is used before the first attempt.</summary>
    public TimeSpan RemainingTime()
    {
        TimeSpan left = _firstAttempt is null ? _queryTimeout : _queryTimeout - clock.Since(_begun);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Lets the query's deadline cancel <see cref="Token"/>, whatever the call waits for.</summary>
    public void SetDeadline() => _whole.CancelAfter(RemainingTime());

    /// <summary>Takes <see cref="SetDeadline"/> back, unless the deadline has passed.</summary>
    public void ClearDeadline() => _whole.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Records how an attempt ended.</summary>
    public void EndAttempt(CompletionResult result)
    {
        (CompletionReply? reply, QueryError? error) = (result.Reply, result.Error);
        _attempt.CancelAfter(Timeout.InfiniteTimeSpan);
        long started = _lastAttempt;
        _lastAttempt = _timeProvider.GetTimestamp();
        _attempts.Add(new AttemptReport(
            _timeProvider.GetElapsedTime(started, _lastAttempt),
            reply?.Model,
            reply?.FinishReason ?? FinishReason.Unknown,
            reply is null ? error?.RequestId : reply.RequestId,
            reply?.Usage ?? default,
            error)
        {
            Notes = AttemptNotes.Of(result),
        });
    }

    /// <summary>Records that the last attempt's reply turned out to be no answer.</summary>
    public void RejectReply(QueryError error)
    {
        if (_attempts.Count > 0)
        {
            _attempts[^1] = _attempts[^1] with { Error = error };
        }
    }

    /// <summary>Tells of the last attempt, unless that was done.</summary>
    public void TellOfAttempt(bool isTriedAgain)
    {
        if (_attempts.Count > 0)
        {
            Watch?.End(_attempts[^1], isTriedAgain);
        }
    }

    /// <summary>What became of each attempt.</summary>
    public ImmutableArray<AttemptReport> Attempts() => [.. _attempts];

    /// <summary>Makes the call ready for another query.</summary>
    public void Reset()
    {
        _whole = Reset(_whole);
        _attempt = Reset(_attempt);
        _end = CallEnd.None;
        _firstAttempt = null;
        _lastAttempt = 0;
        _begun = 0;
        _endsWithQuery = false;
        _attempts.Clear();
        Watch = null;
        Sharing = null;
        IsShared = false;
        Request = default;
        Fingerprint = null;
        CountedTokens = null;
        Prompt.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _whole.Dispose();
        _attempt.Dispose();
        Prompt.Dispose();
    }

    private CancellationTokenSource Reset(CancellationTokenSource source)
    {
        if (source.TryReset())
        {
            return source;
        }

        source.CancelAfter(Timeout.InfiniteTimeSpan);
        return new CancellationTokenSource(Timeout.InfiniteTimeSpan, _timeProvider);
    }
}
