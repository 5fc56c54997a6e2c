namespace Querent;

/// <summary>
/// A journal cannot be opened, read or written. Nothing is lost by it: rows that were given out are recorded, and a run that is started
/// again goes on from there.
/// </summary>
public sealed class JournalException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">What is wrong and what to do, for a person; nothing of prompts and answers.</param>
    /// <param name="inner">What the store threw.</param>
    public JournalException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>
    /// Whether the same may succeed a little later: the disk is full, the file is locked, the server is being restarted. Such a one is
    /// tried again for <see cref="JournalOptions.MaxWait"/> before it ends the run.
    /// </summary>
    public bool IsTransient { get; init; }
}
