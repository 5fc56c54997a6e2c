namespace Querent;

/// <summary>What is said of a journal that holds what it should not.</summary>
internal static class JournalTexts
{
    public static JournalException Unreadable(Exception exception)
        => new("The journal holds an entry that this library did not write, or that was changed since. Restore the journal from a backup, or begin a run of another name.", exception);
}
