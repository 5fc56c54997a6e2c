using Querent.Journal.Tests.Core;
using Querent.Journal.Tests.Model;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests.Faults;

/// <summary>A journal that does not keep up: what it has not written would be paid for again after a crash, so it is not let become much.</summary>
public sealed class BehindTests : IAsyncDisposable
{
    private const int Concurrency = 4;
    private const int Rows = 300;
    private const int MostUnwritten = 8 * Concurrency;   // as docs/journal.md has it

    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EchoTransport _transport = new(static _ => false);
    private readonly RowExecutor _executor;
    private readonly FakeJournal _journal;

    public BehindTests()
    {
        _executor = new RowExecutor(_transport, new() { MaxConcurrency = Concurrency });
        _journal = new FakeJournal(new FakeJournalRun
        {
            Write = token =>
            {
                _begun.TrySetResult();
                return _gate.Task.WaitAsync(token);
            },
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _gate.TrySetResult();
        await _executor.DisposeAsync();
    }

    [Fact]
    public async Task A_run_asks_no_more_than_eight_times_its_pool_ahead_of_its_journal_and_goes_on_when_that_has_caught_up()
    {
        Task<int> run = RunAsync(Token);
        await HeldAsync();

        Assert.InRange(AskedByRun(), MostUnwritten, MostUnwritten + Concurrency);
        Assert.False(run.IsCompleted);
        _gate.SetResult();

        Assert.Equal(Rows, await run);
        Assert.Equal(4 * Rows, AskedByRun());
        Assert.All(_transport.Asked, asked => Assert.Equal(1, asked.Value));
        Assert.Equal((0, 0), (_executor.GetStatistics().InFlight, _executor.GetStatistics().Waiting));
    }

    [Fact]
    public async Task A_run_that_is_held_ends_when_its_caller_gives_up()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<int> run = RunAsync(stop.Token);
        await HeldAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.InRange(AskedByRun(), MostUnwritten, MostUnwritten + Concurrency);
    }

    [Fact]
    public async Task A_run_that_is_held_ends_with_the_fault_of_its_journal()
    {
        Task<int> run = RunAsync(Token);
        await HeldAsync();

        _gate.SetException(new JournalException("It is broken."));

        Assert.Equal("It is broken.", (await Assert.ThrowsAsync<JournalException>(() => run)).Message);
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        int rows = 0;
        await foreach (RowOutcome<Note> outcome in _executor.RunAsync(World.Notes(Rows), new() { Journal = new(_journal, "run") }, cancellationToken))
        {
            Assert.IsType<AnsweredRow<Note>>(outcome);
            rows++;
        }

        return rows;
    }

    /// <summary>Waits until the run is held: rows that came later are asked after all that waits, and are not held up.</summary>
    private async Task HeldAsync()
    {
        await _begun.Task;
        int row = Rows;
        while (AskedByRun() < MostUnwritten)
        {
            await AskLaterAsync();
        }

        for (int more = 0; more < 50; more++)
        {
            await AskLaterAsync();
        }

        async Task AskLaterAsync() => Assert.IsType<AnsweredRow<Note>>(await _executor.AskAsync(new Note.Input { Id = row++, Text = "later" }, Token));
    }

    private int AskedByRun() => _transport.Asked.Keys.Count(static prompt => !prompt.Contains("later", StringComparison.Ordinal));

    /// <summary>A journal of one run.</summary>
    private sealed class FakeJournal(FakeJournalRun run) : IJournal
    {
        public ValueTask<IJournalRun> OpenRunAsync(JournalRunInfo info, CancellationToken cancellationToken = default) => new(run);

        public ValueTask<IReadOnlyList<JournalRunSummary>> ListRunsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<JournalCall?> FindAnswerAsync(ReadOnlyMemory<byte> fingerprint, DateTimeOffset? recordedSince = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<long> PurgeAsync(JournalPurge purge, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
