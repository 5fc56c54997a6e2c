namespace Querent;

/// <summary>A row that has ended and waits until that is recorded.</summary>
internal interface IRecordedRow
{
    /// <summary>Takes note that the row is recorded, with all that was recorded of it before. Called once, on any thread; must not throw.</summary>
    /// <param name="fault">Why it could not be recorded; null when it is.</param>
    /// <param name="isLast">Whether no other row of the run is told at once after this one.</param>
    void Recorded(JournalException? fault, bool isLast);
}
