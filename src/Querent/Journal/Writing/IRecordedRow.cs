namespace Querent;

/// <summary>A row whose answers and end are recorded.</summary>
internal interface IRecordedRow
{
    /// <summary>Takes note that the row is recorded, with all that was recorded of it before. Called once, on any thread; must not throw.</summary>
    /// <param name="fault">Why it could not be recorded; null when it is.</param>
    /// <param name="isLast">Whether no other row of the run is told at once after this one.</param>
    void Recorded(JournalException? fault, bool isLast);

    /// <summary>Takes note that it is held back no longer. Called once for each <see cref="JournalWriter.TryHold"/>, on any thread; must not throw.</summary>
    void GoOn();
}
