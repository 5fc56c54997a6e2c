using System.Collections.Concurrent;

namespace Querent.Journal.Tests.Core;

/// <summary>A run in memory, whose transactions and look-ups a test holds up and lets fail.</summary>
internal sealed class FakeJournalRun : IJournalRun
{
    public bool IsNew => true;

    public JournalRunMode? Mode => null;

    /// <summary>What was written, a list a transaction, as it was when it was given.</summary>
    public ConcurrentQueue<JournalEntry[]> Transactions { get; } = new();

    public ConcurrentQueue<string[]> LookUps { get; } = new();

    /// <summary>What happens before a transaction is written.</summary>
    public Func<CancellationToken, Task> Write { get; set; } = static _ => Task.CompletedTask;

    /// <summary>What happens before a look-up is answered.</summary>
    public Func<Task> Find { get; set; } = static () => Task.CompletedTask;

    public async ValueTask<IReadOnlyList<JournaledRow>> FindAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken = default)
    {
        LookUps.Enqueue([.. keys]);
        await Find();
        return [.. keys.Where(key => !key.StartsWith('-')).Select(key => new JournaledRow(key, null, []))];
    }

    public async ValueTask WriteAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken = default)
    {
        Transactions.Enqueue([.. entries]);
        await Write(cancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
