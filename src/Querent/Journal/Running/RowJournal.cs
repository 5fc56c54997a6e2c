using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Querent;

/// <summary>What one row does with the journal of its run.</summary>
internal sealed class RowJournal(RunJournal run, string key, long position, byte[] inputHash)
{
    private JournaledRow? _past;

    /// <summary>Whether there can be anything of the row.</summary>
    public bool HasPast => run.HasPast;

    /// <summary>Whether the row's answers can be had from here.</summary>
    public bool KeepsAnswers => run.Options.KeepAnswers;

    /// <summary>How the row ended before; null when it has not.</summary>
    public JournalRowEnd? PastEnd => _past?.End;

    /// <summary>Finds what is recorded of the row.</summary>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public async ValueTask FindPastAsync() => _past = await run.FindAsync(key).ConfigureAwait(false);

    /// <summary>Forgets what was found.</summary>
    public void ForgetPast() => _past = null;

    /// <summary>The failure that the row ended in before, as JSON, if exactly the same was asked of it; null for none.</summary>
    public string? PastFailure()
        => _past?.End is { Failure: { } json } end && end.Fingerprint.Span.SequenceEqual(RowFingerprint()) ? json : null;

    /// <summary>Whether a row that failed for this cause is asked again.</summary>
    public bool Retries(QueryErrorKind kind) => run.Options.RetryFailed.Includes(kind);

    /// <summary>Writes JSON for the journal.</summary>
    public string Write<T>(T value, Action<Utf8JsonWriter, T> write) => Encoding.UTF8.GetString(run.Texts.Write(value, write));

    /// <summary>The fingerprint of one of the row's queries.</summary>
    public byte[] Fingerprint(int query, ReadOnlySpan<byte> messages) => run.Fingerprints.OfCall(query, messages);

    /// <summary>The answer that is recorded for a query, if exactly that was asked, and a content filter is known to have looked at it where one is required; null for none.</summary>
    /// <exception cref="JournalException">The answer is protected, and not with what the run was given.</exception>
    public (ReadOnlyMemory<byte> Answer, RecordedAttempts Attempts)? FindAnswer(string query, ReadOnlySpan<byte> fingerprint)
    {
        ImmutableArray<JournalCall> calls = _past?.Calls ?? [];
        for (int call = calls.Length - 1; call >= 0; call--)
        {
            if (calls[call] is { Answer: { } answer } found && found.Query == query && found.Fingerprint.Span.SequenceEqual(fingerprint)
                && (!run.RequiresContentFilter || AttemptJson.Read(found.Attempts)?.IsUnfiltered is false))
            {
                return (run.Plain(answer), new RecordedAttempts(found.Attempts));
            }
        }

        return null;
    }

    /// <summary>The last call that is recorded of a query; null for none.</summary>
    public JournalCall? LastCall(string query)
    {
        ImmutableArray<JournalCall> calls = _past?.Calls ?? [];
        for (int call = calls.Length - 1; call >= 0; call--)
        {
            if (calls[call].Query == query)
            {
                return calls[call];
            }
        }

        return null;
    }

    /// <summary>Records that a query was answered: now, or when a store's answer was given.</summary>
    public void Answered(string query, byte[] fingerprint, CompletionReply answer, ReadOnlySpan<byte> messages, ImmutableArray<AttemptReport> attempts)
        => run.Add(key, query, fingerprint, answer, messages, attempts);

    /// <summary>Records the attempts of a query that was not answered.</summary>
    public void NotAnswered(string query, byte[] fingerprint, ReadOnlySpan<byte> messages, ImmutableArray<AttemptReport> attempts)
        => run.Add(key, query, fingerprint, answer: null, messages, attempts);

    /// <summary>Records the end of the row.</summary>
    /// <param name="failure">Why it failed, as JSON; null for a row that was answered.</param>
    /// <param name="row">Is told once that is durable, or cannot be.</param>
    public void End(string? failure, IRecordedRow row) => run.EndRow(key, position, RowFingerprint(), failure, row);

    /// <inheritdoc cref="JournalWriter.Fail"/>
    public void Fail(JournalException fault) => run.Fail(fault);

    /// <inheritdoc cref="JournalWriter.TryHold"/>
    public bool TryHold(IRecordedRow row) => run.TryHold(row);

    private byte[] RowFingerprint() => run.Fingerprints.OfRow(inputHash);
}
