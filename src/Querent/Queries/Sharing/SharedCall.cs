namespace Querent;

/// <summary>A call that others may have joined. Its fields belong to the lock of <see cref="SharedCalls"/>.</summary>
internal sealed class SharedCall(Lock gate, Call call, int hash, List<Follower>? followers = null) : CallSharing
{
    private List<Follower>? _followers = followers;
    private bool _isAbandoned;

    /// <summary>Its place among the calls in flight.</summary>
    public int Hash => hash;

    public int FollowerCount => _followers?.Count ?? 0;

    /// <summary>Whether it asks exactly that, and was not stopped because nobody waits for it any more.</summary>
    public bool Asks(in CompletionRequest request)
        => (!_isAbandoned || FollowerCount > 0)
            && call.Request.MaxOutputTokens == request.MaxOutputTokens
            && Equals(call.Request.Options, request.Options)
            && call.Request.Messages.Span.SequenceEqual(request.Messages.Span)
            && call.Request.ResponseFormat.Span.SequenceEqual(request.ResponseFormat.Span);

    public Follower Add(Call follower)
    {
        var added = new Follower(gate, follower, this);
        (_followers ??= []).Add(added);
        return added;
    }

    public List<Follower>? TakeFollowers()
    {
        List<Follower>? followers = _followers;
        _followers = null;
        return followers;
    }

    /// <summary>A follower has left; the last one takes an abandoned call along.</summary>
    public void Remove(Follower follower)
    {
        lock (gate)
        {
            // Under the lock: once Complete has had it, the call may serve another query.
            if (_followers?.Remove(follower) == true && _followers.Count == 0 && _isAbandoned)
            {
                call.Stop();
            }
        }
    }

    /// <summary>
    /// The call's own row has ended: what is in flight of it goes on while others wait for it. Where nothing is, one of them makes the
    /// call, and waits under its own row's age.
    /// </summary>
    public override bool Leave()
    {
        lock (gate)
        {
            _isAbandoned = true;
            return call.HoldsPermit && FollowerCount > 0;
        }
    }
}
