using System.Collections.Concurrent;

namespace Querent.Tests;

/// <summary>A store in memory that outlives executors, does what a test tells it instead, and counts.</summary>
internal sealed class FakeStore : IAnswerStore
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

    public ValueTask<StoredAnswer?> FindAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? answeredSince, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _finds);
        return Find?.Invoke(cancellationToken) ?? new(Answers.GetValueOrDefault(Convert.ToHexStringLower(fingerprint.Span)));
    }

    public ValueTask KeepAsync(ReadOnlyMemory<byte> fingerprint, StoredAnswer answer, TimeSpan? maxAge, CancellationToken cancellationToken)
    {
        string key = Convert.ToHexStringLower(fingerprint.Span);
        Kept.Enqueue((key, maxAge));
        if (Keep is { } keep)
        {
            return keep(cancellationToken);
        }

        Answers[key] = answer;
        return ValueTask.CompletedTask;
    }
}
