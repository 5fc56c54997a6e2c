namespace Querent.Testing;

/// <summary>A request's replies, as they are played and recorded. Not safe for use by several threads at once.</summary>
internal sealed class Track(RecordedRequest request, bool isSampled)
{
    private readonly List<RecordedReply> _loaded = [];
    private readonly List<RecordedReply?> _recorded = [];
    private int _played;

    public RecordedRequest Request => request;

    public bool IsSampled => isSampled;

    /// <summary>How many ends of attempts the file has, those that never came not counted.</summary>
    public int LoadedCount => _loaded.Count(reply => !reply.IsUnanswered);

    /// <summary>How many of them were not played, however often others were.</summary>
    public int UnplayedCount => LoadedCount - _played;

    /// <summary>Adds what the file has.</summary>
    public void Load(IEnumerable<RecordedReply> replies) => _loaded.AddRange(replies);

    /// <summary>The next reply to play; null when all have been.</summary>
    /// <param name="repeats">Whether the last is played again then.</param>
    public PlayedReply? Next(bool repeats)
    {
        List<RecordedReply> answered = [.. _loaded.Where(reply => !reply.IsUnanswered)];
        if (_played < answered.Count)
        {
            _played++;
            return new PlayedReply(answered[_played - 1], IsFollowed: _played < answered.Count);
        }

        RecordedReply? last = _loaded.LastOrDefault();
        if (last is { IsUnanswered: false } && !repeats)
        {
            // An error that was to be tried again, and was not, since its row had ended by then.
            last = last.Error is { IsTransient: true } ? new RecordedReply { IsUnanswered = true } : null;
        }

        return last is null ? null : new PlayedReply(last, IsFollowed: false);
    }

    /// <summary>Keeps a place for the reply to a request that is sent now, so that the order is that of the requests.</summary>
    public int Reserve()
    {
        _recorded.Add(null);
        return _recorded.Count - 1;
    }

    /// <summary>Puts a reply into its place.</summary>
    public void Record(int place, RecordedReply reply) => _recorded[place] = reply;

    /// <summary>
    /// What goes into the file. Of attempts without an end one is kept, and only where nothing came later; of equal replies
    /// where answers are not sampled the first, since how many there are depends on which calls were shared.
    /// </summary>
    public IReadOnlyList<RecordedReply> ToReplies()
    {
        List<RecordedReply> kept = [];
        foreach (RecordedReply reply in _loaded.Concat(_recorded.Select(reply => reply ?? new RecordedReply { IsUnanswered = true })))
        {
            if (kept is [.., { IsUnanswered: true }])
            {
                kept.RemoveAt(kept.Count - 1);
            }

            bool isRepeat = !isSampled && kept is [.., { Error: null } last] && (reply.IsUnanswered || CassetteText.KeyOf(last) == CassetteText.KeyOf(reply));
            if (!isRepeat)
            {
                kept.Add(reply);
            }
        }

        return kept;
    }
}

/// <summary>A reply that is to be played.</summary>
/// <param name="Reply">The reply.</param>
/// <param name="IsFollowed">Whether another of the same request was recorded after it.</param>
internal readonly record struct PlayedReply(RecordedReply Reply, bool IsFollowed);
