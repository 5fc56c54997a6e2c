using System.Collections.Concurrent;

namespace Querent.Tests;

/// <summary>A store in memory that outlives executors, does what a test tells it instead, and counts.</summary>
/// <param name="isRemote">Whether it takes its time, as one behind a network does.</param>
internal sealed class FakeStore(bool isRemote = false) : IAnswerStore
{
    private int _finds;

    /// <summary>What there is, by fingerprint in hexadecimal.</summary>
    public ConcurrentDictionary<string, StoredAnswer> Answers { get; } = new();

    /// <summary>What it was given to keep, in its order.</summary>
    public ConcurrentQueue<(string Fingerprint, TimeSpan? MaxAge)> Kept { get; } = new();

    public int Finds => Volatile.Read(ref _finds);

    /// <summary>Takes the place of finding.</summary>
    public Func<CancellationToken, ValueTask<StoredAnswer?>>? Find { get; set; }

    /// <summary>Takes the place of keeping.</summary>
    public Func<CancellationToken, ValueTask>? Keep { get; set; }

    public async ValueTask<StoredAnswer?> FindAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? answeredSince, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        if (Find is { } find)
        {
            return await find(cancellationToken);
        }

        await TravelAsync(hops: 10);
        return Answers.GetValueOrDefault(Convert.ToHexStringLower(fingerprint.Span));
    }

    public async ValueTask KeepAsync(ReadOnlyMemory<byte> fingerprint, StoredAnswer answer, TimeSpan? maxAge, CancellationToken cancellationToken)
    {
        string key = Convert.ToHexStringLower(fingerprint.Span);
        Kept.Enqueue((key, maxAge));
        if (Keep is { } keep)
        {
            await keep(cancellationToken);
            return;
        }

        await TravelAsync(hops: 1000);
        Answers[key] = answer;
    }

    private async ValueTask TravelAsync(int hops)
    {
        for (int hop = 0; isRemote && hop < hops; hop++)
        {
            await Task.Yield();
        }
    }
}
