using System.Security.Cryptography;
using System.Text;

namespace Querent;

/// <summary>Where a run keeps its answers, and what becomes of those it has when it is started again.</summary>
public sealed record JournalOptions
{
    private const int LongestName = 200;

    /// <summary>Names a run of a journal.</summary>
    /// <param name="journal">The journal, which stays the caller's to dispose of.</param>
    /// <param name="run">The run's name, from 1 to 200 characters: the same name goes on with the same run.</param>
    public JournalOptions(IJournal journal, string run)
    {
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentException.ThrowIfNullOrWhiteSpace(run);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(run.Length, LongestName, nameof(run));
        Journal = journal;
        Run = run;
    }

    /// <summary>The journal.</summary>
    public IJournal Journal { get; }

    /// <summary>The run's name.</summary>
    public string Run { get; }

    /// <summary>
    /// Which rows that failed before are asked again, what was answered of them excepted; none by default: they come out with the failure
    /// that is recorded. A row whose input, prompts or model have changed since is asked again in any case.
    /// </summary>
    public FailedRowRetry RetryFailed { get; init; } = FailedRowRetry.None;

    /// <summary>
    /// What becomes of a row whose <c>[RowKey]</c> an earlier one of the same source has; refused by default. Rows without a
    /// <c>[RowKey]</c> are known by their whole input, and equal ones are always numbered.
    /// </summary>
    public DuplicateRowKeys DuplicateKeys { get; init; }

    /// <summary>
    /// Whether answers are kept; true by default. Without them the journal is an account of what was asked, by hashes alone, and a run
    /// that is started again has to ask everything again. A run keeps to what it was begun with: opened with the other, it ends with a
    /// <see cref="JournalException"/>.
    /// </summary>
    public bool KeepAnswers { get; init; } = true;

    /// <summary>Whether prompts are kept, for people to read; false by default, since a run goes on by their hashes.</summary>
    public bool KeepPrompts { get; init; }

    /// <summary>
    /// Protects answers and prompts before they are stored; null, the default, stores them as they are. With one, row keys are stored as
    /// hashes. A run keeps the one that it was begun with: opened without it, with another, or with one where it had none, it ends with a
    /// <see cref="JournalException"/>. To tell, a fixed text is stored with the run, protected.
    /// </summary>
    public JournalProtection? Protection { get; init; }

    /// <summary>
    /// How long the run waits for a journal that cannot be read or written at the moment, from the first time that it cannot; one minute by
    /// default, up to a day. Then the run ends with the <see cref="JournalException"/>.
    /// </summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How the journal of such a run knows the row of a <c>[RowKey]</c>: as it is, or as a hash where
    /// <see cref="Protection"/> is set or <see cref="KeepAnswers"/> is false.
    /// </summary>
    /// <param name="rowKey">The text of the row's key; of one that was numbered, with its number: <c>ticket-17#2</c>.</param>
    public string KeyOf(string rowKey)
    {
        ArgumentNullException.ThrowIfNull(rowKey);
        return Protection is null && KeepAnswers
            ? rowKey
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Run}\n{rowKey}")));
    }

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(RetryFailed);
        if (MaxWait < TimeSpan.Zero || MaxWait > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(nameof(MaxWait), MaxWait, $"{nameof(MaxWait)} must be from nothing to a day.");
        }

        if (!Enum.IsDefined(DuplicateKeys))
        {
            throw new ArgumentOutOfRangeException(nameof(DuplicateKeys), DuplicateKeys, $"{nameof(DuplicateKeys)} must be one of {nameof(DuplicateRowKeys)}'s members.");
        }
    }
}
