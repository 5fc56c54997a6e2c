namespace Querent.Emulator;

/// <summary>Counts how often each body has come. Some 40 bytes a distinct prompt, in shards that seldom contend.</summary>
internal sealed class AttemptLog
{
    private const int Shards = 64;

    private readonly Shard[] _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard())];
    private long _distinct;
    private long _number;

    /// <summary>How many different bodies have come.</summary>
    public long Distinct => Interlocked.Read(ref _distinct);

    public AttemptKey Add(ulong promptHash)
    {
        Shard shard = _shards[promptHash % Shards];
        int attempt;
        lock (shard.Lock)
        {
            attempt = shard.Attempts[promptHash] = shard.Attempts.GetValueOrDefault(promptHash) + 1;
        }

        if (attempt == 1)
        {
            Interlocked.Increment(ref _distinct);
        }

        return new AttemptKey(promptHash, attempt, Interlocked.Increment(ref _number));
    }

    public void Reset()
    {
        foreach (Shard shard in _shards)
        {
            lock (shard.Lock)
            {
                shard.Attempts.Clear();
            }
        }

        Interlocked.Exchange(ref _distinct, 0);
        Interlocked.Exchange(ref _number, 0);
    }

    private sealed class Shard
    {
        public Lock Lock { get; } = new();

        public Dictionary<ulong, int> Attempts { get; } = [];
    }
}
