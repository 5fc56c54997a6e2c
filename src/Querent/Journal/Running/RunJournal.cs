using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>What the rows of a run do with its journal: find what is recorded of them, record what they come to.</summary>
internal sealed class RunJournal : IAsyncDisposable
{
    // Times the attempts that may be in flight: several transactions' worth where answers come at once.
    private const int MostUnwritten = 8;

    private readonly IJournalRun _run;
    private readonly JournalOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly JournalWriter _writer;
    private readonly JournalLookups _lookups;
    private readonly CancellationTokenSource _stop = new();

    public RunJournal(IJournalRun run, JournalOptions options, bool requireContentFilter, ImmutableArray<QueryDefinition> queries, string model, int maxConcurrency, TimeProvider timeProvider, ILogger logger)
    {
        _run = run;
        _options = options;
        RequiresContentFilter = requireContentFilter;
        _timeProvider = timeProvider;
        Fingerprints = new Fingerprints(queries, model);
        var patience = new JournalPatience(options.MaxWait, timeProvider, logger);
        _writer = new JournalWriter(run, patience, (int)Math.Min((long)MostUnwritten * maxConcurrency, int.MaxValue));
        _lookups = new JournalLookups(run, patience, _stop.Token);
    }

    public JournalOptions Options => _options;

    /// <summary>Whether answers do not count of which it is not known that a content filter looked at them.</summary>
    public bool RequiresContentFilter { get; }

    public Fingerprints Fingerprints { get; }

    public JsonTextPool Texts { get; } = new();

    /// <summary>Whether there can be anything of a row.</summary>
    public bool HasPast => !_run.IsNew;

    /// <summary>The run's rows so far, by their keys; for its one reader.</summary>
    public RowKeys Keys { get; } = new();

    /// <summary>Opens a run, waiting for a journal that cannot be read at the moment.</summary>
    /// <exception cref="JournalException">It cannot be opened, or was begun in another way.</exception>
    public static async ValueTask<RunJournal> OpenAsync<TRow>(JournalOptions options, bool requireContentFilter, RowPlan<TRow> plan, string model, int maxConcurrency, TimeProvider timeProvider, ILogger logger, CancellationToken cancellationToken)
        where TRow : class
    {
        var info = new JournalRunInfo(options.Run, plan.Name, timeProvider.GetUtcNow()) { Mode = RunModes.Of(options) };
        IJournalRun run = await new JournalPatience(options.MaxWait, timeProvider, logger).RunAsync(
            static (state, cancellationToken) => state.Journal.OpenRunAsync(state.info, cancellationToken),
            (options.Journal, info),
            cancellationToken).ConfigureAwait(false);
        try
        {
            RunModes.Check(options.Run, run.Mode, options);
        }
        catch (JournalException)
        {
            await run.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        return new RunJournal(run, options, requireContentFilter, plan.Queries, model, maxConcurrency, timeProvider, logger);
    }

    /// <summary>What is recorded of a row; null for nothing.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public Task<JournaledRow?> FindAsync(string key) => _lookups.FindAsync(key);

    /// <summary>Records a call of a row's query, at the latest with the row's end.</summary>
    public void Add(string key, string query, byte[] fingerprint, CompletionReply? answer, ReadOnlySpan<byte> messages, ImmutableArray<AttemptReport> attempts)
    {
        ReadOnlyMemory<byte>? keptAnswer = null, keptPrompt = null;
        try
        {
            keptAnswer = answer is not null && _options.KeepAnswers ? Hidden(answer.Content.GetValueOrDefault().Span) : default(ReadOnlyMemory<byte>?);
            keptPrompt = _options.KeepPrompts ? Hidden([(byte)'[', .. messages, (byte)']']) : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception exception)
        {
            // Of the caller's own code: nothing goes unprotected, and no row without its answers.
            _writer.Fail(new JournalException($"An answer could not be protected for the journal: {nameof(JournalOptions.Protection)} threw {exception.GetType().FullName}.", exception));
            return;
        }

        _writer.Add(new JournalCall(key, query, fingerprint, keptAnswer, keptPrompt, AttemptJson.Write(attempts, answer, Texts), answer?.StoredAt ?? _timeProvider.GetUtcNow()));
    }

    /// <summary>Records the end of a row, which is told once it is durable with all that was recorded before, or cannot be.</summary>
    public void EndRow(string key, long position, byte[] fingerprint, string? failure, IRecordedRow row)
        => _writer.EndRow(new JournalRowEnd(key, position, fingerprint, failure, _timeProvider.GetUtcNow()), row);

    /// <inheritdoc cref="JournalWriter.Fail"/>
    public void Fail(JournalException fault) => _writer.Fail(fault);

    /// <inheritdoc cref="JournalWriter.TryHold"/>
    public bool TryHold(IRecordedRow row) => _writer.TryHold(row);

    /// <summary>The answer of a call as it came.</summary>
    /// <exception cref="JournalException">It is protected, and not with what the run was given.</exception>
    public ReadOnlyMemory<byte> Plain(ReadOnlyMemory<byte> stored)
    {
        if (_options.Protection is not { } protection)
        {
            return stored;
        }

        try
        {
            return protection.Unprotect(stored.Span);
        }
        catch (System.Security.Cryptography.CryptographicException exception)
        {
            throw new JournalException(
                "An answer in the journal cannot be read: it was protected with another key, not at all, or changed since. Give the run the Protection that it was begun with, or begin one of another name.", exception);
        }
    }

    /// <summary>Looks for nothing more.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Writes what is still to be written, and gives the run up.</summary>
    public async ValueTask DisposeAsync()
    {
        Stop();
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _run.DisposeAsync().ConfigureAwait(false);
    }

    private ReadOnlyMemory<byte> Hidden(ReadOnlySpan<byte> plain) => _options.Protection?.Protect(plain) ?? plain.ToArray();
}
