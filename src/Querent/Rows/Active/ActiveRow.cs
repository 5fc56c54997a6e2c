using System.Diagnostics;

namespace Querent;

/// <summary>A row that was begun and is not finished.</summary>
internal abstract class ActiveRow : AdmissionRequest
{
    /// <summary>The row's place in the <see cref="RowRegistry"/>.</summary>
    public LinkedListNode<ActiveRow>? Node { get; set; }

    /// <summary>Whether the row has ended and only waits for its journal. Its owner's to set.</summary>
    public bool IsRecording { get; set; }

    /// <summary>When the row was begun, by the clock that stands still while the executor is paused.</summary>
    public long Begun { get; set; }

    /// <summary>
    /// Says that the row has ended: none of its queries starts a further attempt. <see cref="Cancel"/> must follow. Two
    /// steps, so that of many rows none takes the permits that the others give back.
    /// </summary>
    public abstract void End(CallEnd reason);

    /// <summary>Cancels what a row that has ended has in flight.</summary>
    public abstract void Cancel();
}

/// <summary>Whom a row is finished for.</summary>
internal interface IRowOwner<TRow>
    where TRow : class
{
    /// <summary>What the owner's rows share with all others.</summary>
    RowServices Services { get; }

    /// <summary>Says that a row with a journal has ended and only waits for that.</summary>
    void Recording(ActiveRow row) => throw new UnreachableException();

    /// <summary>Takes a row that cannot be finished, because its journal cannot be read or written; nothing of it runs any more.</summary>
    void Abandoned(ActiveRow row, JournalException fault) => throw new UnreachableException();

    /// <summary>Takes the outcome of a row; called once a row, when nothing of it runs any more.</summary>
    /// <param name="row">The row.</param>
    /// <param name="outcome">What it came to.</param>
    /// <param name="bytes">What that takes in memory, roughly.</param>
    /// <param name="isLast">Whether no other row follows at once, so that it is time to give them out.</param>
    void Finished(ActiveRow row, RowOutcome<TRow> outcome, long bytes, bool isLast);
}
