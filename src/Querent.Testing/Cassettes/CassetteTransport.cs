namespace Querent.Testing;

/// <summary>
/// Records what another transport is asked and answers into a file, and plays it again without one: a test that was run once
/// against a deployment then runs offline, with the same answers byte for byte. Give it to a <c>RowExecutor</c>, which disposes of
/// it; a recording is written then. What a process that died before had recorded lies beside in a <c>.recording</c>, and the next recording goes on from it.
/// </summary>
/// <remarks>
/// <para>
/// A request is played where its messages, response format, token limit and options are those that were recorded, in the order
/// in which it was asked. Any other fails its query, and is not tried again: a <see cref="QueryError"/> of the kind
/// <see cref="QueryErrorKind.Rejected"/> with <see cref="NotRecordedCode"/>, whose message shows by a diff how the prompt differs
/// from the nearest recorded one. That message holds parts of prompts, and an executor logs it: a cassette is for tests.
/// </para>
/// <para>
/// Errors of the wire are recorded and played like replies. An attempt that was cancelled, because a sibling of its row had
/// failed or its deadline had passed, has no end on a cassette: played, it waits to be cancelled, and fails after 10 s. A request
/// that is not on the cassette fails after 1 s, so that a row that failed for another reason fails for that one again.
/// </para>
/// <para>
/// What a recording gives its caller is what it writes and what a replay will give, so the two runs are alike: without secrets
/// (<see cref="CassetteOptions.Scrubbers"/>) and request ids. Safe for use by several threads at once.
/// </para>
/// </remarks>
public sealed partial class CassetteTransport : ICompletionTransport
{
    /// <summary>The <see cref="QueryError.Code"/> of a request that cannot be played.</summary>
    public const string NotRecordedCode = "not_on_cassette";

    // Where a row fails as it was recorded, what it had in flight is cancelled in a moment.
    private static readonly TimeSpan UnansweredWait = TimeSpan.FromSeconds(10);

    // What a row that failed had not asked yet, it may ask now, a moment before it fails as it was recorded: that goes first.
    private static readonly TimeSpan MissingWait = TimeSpan.FromSeconds(1);

    private readonly string _name;
    private readonly CassetteOptions _options;
    private readonly ICompletionTransport? _inner;
    private readonly CassetteStore? _store;
    private readonly Tape _tape = new();
    private readonly RequestReader _requests;
    private readonly ReplyRecorder _replies;
    private readonly MismatchReport _mismatches;
    private readonly CassetteFile? _begun;   // what a recording began with
    private bool _hasTakenUp;
    private bool _isDisposed;

    private CassetteTransport(CassetteMode mode, string name, string file, Func<ICompletionTransport>? createInner, CassetteOptions options, string howToRecord)
    {
        Mode = mode;
        _name = name;
        _options = options;
        var scrubbing = new Scrubbing(options.Scrubbers);
        _requests = new RequestReader(scrubbing);
        _replies = new ReplyRecorder(scrubbing);
        _mismatches = new MismatchReport(name, _tape, howToRecord);
        if (createInner is not null)
        {
            _store = CassetteStore.Open(name, file);
        }

        if (mode != CassetteMode.Record)
        {
            Load(file);
        }

        if (createInner is not null)
        {
            _begun = _tape.ToFile();
            _inner = Create(createInner);
        }
    }

    /// <summary>What is done with the cassette.</summary>
    public CassetteMode Mode { get; }

    /// <inheritdoc/>
    public async ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        AskedRequest asked;
        try
        {
            asked = _requests.Read(request);
        }
        catch (Exception exception)
        {
            return new CompletionResult(ScrubberThrew(exception));
        }

        if (Mode != CassetteMode.Record && _tape.TryPlay(asked, _options.AllowRepeats, out PlayedReply played) && !(played.Reply.IsUnanswered && _inner is not null))
        {
            return played.Reply.IsUnanswered
                ? await FailAsync(UnansweredWait, () => _mismatches.Unanswered(asked, UnansweredWait), cancellationToken).ConfigureAwait(false)
                : Play(played);
        }

        return _inner is null
            ? await FailAsync(MissingWait, () => _mismatches.Of(asked), cancellationToken).ConfigureAwait(false)
            : await RecordAsync(_inner, request, asked, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// What the recorded transport says; a replay, which has no transport, knows of nothing that would keep a request from being
    /// answered.
    /// </summary>
    /// <inheritdoc/>
    public string? FindObstacle(CompletionDemand demand) => _inner?.FindObstacle(demand);

    /// <summary>What the recorded transport says; at a replay, what it said when such a request was recorded.</summary>
    /// <inheritdoc/>
    public bool IsSampled(CompletionOptions? options)
        => _inner?.IsSampled(options) ?? _tape.IsSampled(options ?? CompletionOptions.None) ?? options?.Temperature != 0;

    /// <summary>
    /// Fails when something on the cassette was not played: a test that asks less than it did, or a recording that nobody needs any
    /// more. Call it at the end of a test, before or after the executor is disposed of. What is recorded now is of no concern to it.
    /// </summary>
    /// <remarks>
    /// Of a row that fails, what its other queries come to depends on the timing: use it where the rows are answered.
    /// </remarks>
    /// <exception cref="CassetteException">Names what was not played.</exception>
    public void AssertAllPlayed()
    {
        const int most = 10;
        IReadOnlyList<(RecordedRequest Request, int Unplayed, int Recorded)> unplayed = _tape.Unplayed();
        if (unplayed.Count == 0)
        {
            return;
        }

        IEnumerable<string> lines = unplayed.Take(most).Select(call => $"\n  {call.Unplayed} of {call.Recorded}: {RequestText.Title(call.Request)}");
        string more = unplayed.Count > most ? $"\n  … and {unplayed.Count - most} more requests" : "";
        throw new CassetteException($"Of the cassette '{_name}' {unplayed.Sum(call => call.Unplayed)} replies were not played. Take the requests out of the file, or record it anew, if they are not needed any more:{string.Concat(lines)}{more}");
    }

    /// <summary>Writes what was recorded, as a whole or not at all, and disposes of the recorded transport.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        try
        {
            if (Mode == CassetteMode.Record || _tape.HasChanged || _hasTakenUp)
            {
                _store?.Save(_tape.ToFile());
            }
        }
        finally
        {
            _store?.Dispose();
            if (_inner is not null)
            {
                await _inner.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private CompletionResult Play(PlayedReply played)
    {
        CompletionResult result = ReplyPlayer.Play(played.Reply);
        return _options.RetriesAtOnce && played.IsFollowed && result.Error is { IsTransient: true, RetryAfter: not null } error
            ? new CompletionResult(error with { RetryAfter = TimeSpan.Zero }) { Notices = result.Notices }
            : result;
    }

    private async ValueTask<CompletionResult> RecordAsync(ICompletionTransport inner, CompletionRequest request, AskedRequest asked, CancellationToken cancellationToken)
    {
        bool isSampled = inner.IsSampled(request.Options);
        Action<RecordedReply> record = _tape.Reserve(asked, isSampled);
        CompletionResult live;
        try
        {
            live = await inner.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Keep(asked, record, isSampled, new RecordedReply { Error = ReplyRecorder.Thrown(exception) });
            throw;
        }

        using (live.Reply)
        {
            RecordedReply recorded;
            try
            {
                recorded = _replies.Record(live);
            }
            catch (Exception exception)
            {
                return new CompletionResult(ScrubberThrew(exception)) { RateLimits = live.RateLimits };
            }

            Keep(asked, record, isSampled, recorded);
            return ReplyPlayer.Play(recorded) with { RateLimits = live.RateLimits };
        }
    }

    /// <summary>Puts a reply on the tape, and where it outlives the process.</summary>
    private void Keep(AskedRequest asked, Action<RecordedReply> record, bool isSampled, RecordedReply reply)
    {
        record(reply);
        _store?.Add(Tape.PartOf(asked, isSampled, reply), _begun!);
    }

    /// <summary>Fails a request, unless its row ends before.</summary>
    private async ValueTask<CompletionResult> FailAsync(TimeSpan wait, Func<QueryError> error, CancellationToken cancellationToken)
    {
        await Task.Delay(wait, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        return new CompletionResult(error());
    }

    private static QueryError ScrubberThrew(Exception exception)
        => new(QueryErrorKind.RowCode, $"A scrubber of the cassette threw {exception.GetType().FullName}. What it was given is not recorded.") { Exception = exception };
}
