using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Querent;

/// <summary>
/// The calls in flight that others may join: whoever asks what is being asked already waits for that answer, without a permit and
/// without an attempt of its own.
/// </summary>
internal sealed class SharedCalls(ICompletionTransport transport, QuerySharing sharing)
{
    // A prompt's hash is made of so many words of it, spread evenly. One that collides with another is only not shared.
    private const int HashedWords = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, SharedCall> _calls = [];

    /// <summary>How many queries wait for a call that another has made.</summary>
    public int Following
    {
        get
        {
            lock (_lock)
            {
                return _calls.Values.Sum(call => call.FollowerCount);
            }
        }
    }

    /// <summary>Whether a request's call may be shared.</summary>
    public bool Allows(in CompletionRequest request) => sharing switch
    {
        QuerySharing.Never => false,
        QuerySharing.Always => true,
        _ => !transport.IsSampled(request.Options),
    };

    /// <summary>Joins the call in flight that asks the same; if there is none, others can join this one until <see cref="Complete"/>.</summary>
    /// <param name="call">The call of the query.</param>
    /// <param name="shared">The call that was joined, to wait for; or null, and the query's own is to be made.</param>
    public bool TryJoin(Call call, [NotNullWhen(true)] out Follower? shared)
    {
        shared = null;
        int hash = Hash(call.Request);
        lock (_lock)
        {
            if (!_calls.TryGetValue(hash, out SharedCall? present))
            {
                call.Sharing = _calls[hash] = new SharedCall(_lock, call, hash);
                return false;
            }

            if (call.Ended != CallEnd.None || !present.Asks(call.Request))
            {
                return false;
            }

            shared = present.Add(call);
            call.Sharing = shared;
            return true;
        }
    }

    /// <summary>
    /// Gives the result of a call to those that have joined it. One that is not theirs goes to nobody: the oldest row's query makes the call
    /// now, and the others wait for that.
    /// </summary>
    public void Complete(Call call, in CompletionResult result)
    {
        if (call.Sharing is not SharedCall shared)
        {
            return;
        }

        bool isTheirs = result.Error is not { Kind: QueryErrorKind.Cancelled or QueryErrorKind.Deadline };   // else it ended this call alone
        List<Follower>? followers;
        lock (_lock)
        {
            call.Sharing = null;
            _calls.Remove(shared.Hash);
            followers = shared.TakeFollowers();
            if (!isTheirs && followers?.MinBy(follower => follower.Age) is { } heir)
            {
                followers.Remove(heir);
                _calls[shared.Hash] = heir.Inherit(shared.Hash, followers);
                followers = [heir];
            }
        }

        foreach (Follower follower in followers ?? [])
        {
            follower.End(isTheirs ? Copy(result) : null);
        }
    }

    private static CompletionResult Copy(in CompletionResult result) => result.Reply is { } reply ? new CompletionResult(reply.Copy()) : result;

    private static int Hash(in CompletionRequest request)
    {
        ReadOnlySpan<byte> bytes = request.Messages.Span;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        ulong hash = ((ulong)bytes.Length << 32) ^ (uint)request.ResponseFormat.Length;
        int step = Math.Max(1, words.Length / HashedWords);
        for (int i = words.Length - 1; i >= 0; i -= step)
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ words[i]) * 0x9E3779B97F4A7C15;
        }

        foreach (byte last in bytes[(words.Length * sizeof(ulong))..])
        {
            hash = (BitOperations.RotateLeft(hash, 5) ^ last) * 0x9E3779B97F4A7C15;
        }

        return (int)(hash >> 32);
    }
}
