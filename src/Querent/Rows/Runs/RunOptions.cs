namespace Querent;

/// <summary>In which order a run's outcomes come out.</summary>
public enum OutcomeOrder
{
    /// <summary>In the order of the source. A slow row holds up those behind it in the output only; their work goes on.</summary>
    Input,

    /// <summary>As the rows are completed.</summary>
    Completion,
}

/// <summary>How one run over a source goes.</summary>
public sealed record RunOptions
{
    /// <summary>In which order the outcomes come out; that of the source by default.</summary>
    public OutcomeOrder Order { get; init; }

    /// <summary>
    /// The most rows that are begun and not yet finished; from 1 up. Null, the default, is four times
    /// <see cref="ResilienceOptions.MaxConcurrency"/>. The source is read no further while that many are, nor while that
    /// many outcomes are ready and the caller has not taken them: raise it when the caller pauses for long.
    /// </summary>
    public int? MaxUnfinishedRows { get; init; }

    /// <summary>
    /// The most memory, in bytes by the size of prompts and answers, that finished rows may take while they wait for an
    /// older one; 256 MiB by default. The source is read no further while they take more. With a <see cref="Journal"/>, the answers of rows
    /// beyond half of it are left there until it is their turn.
    /// </summary>
    public long MaxBufferedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>
    /// When the run stops early because nearly all of its rows fail for one reason that is not theirs, with a
    /// <see cref="RunStoppedException"/> after all rows that it had begun. Null asks every row whatever becomes of them.
    /// </summary>
    public FailureStopOptions? StopOnFailures { get; init; } = new();

    /// <summary>
    /// Where the run keeps what it has bought, so that it can be started again and asks only what it has no answer to; null, the default, for
    /// nowhere.
    /// </summary>
    public JournalOptions? Journal { get; init; }

    internal void Validate()
    {
        Journal?.Validate();
        StopOnFailures?.Validate();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBufferedBytes, 1);
        if (MaxUnfinishedRows is { } rows)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1, nameof(MaxUnfinishedRows));
        }

        if (!Enum.IsDefined(Order))
        {
            throw new ArgumentOutOfRangeException(nameof(Order), Order, $"{nameof(Order)} must be one of {nameof(OutcomeOrder)}'s members.");
        }
    }
}
