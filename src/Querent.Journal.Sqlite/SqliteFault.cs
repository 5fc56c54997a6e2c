using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>Says what SQLite's errors mean for a journal, by their codes.</summary>
internal static class SqliteFault
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    public static JournalException Of(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        Busy or Locked => Passing($"The journal {path} is locked by another program. Close what has it open for writing.", exception),
        Full => Passing($"The disk of the journal {path} is full. Make room; what was recorded is safe.", exception),
        InputOutput => Passing($"The journal {path} cannot be read or written: SQLite's error {exception.SqliteExtendedErrorCode}. Look at its disk.", exception),
        ReadOnly => new($"The journal {path} cannot be written: the file or its folder is read-only.", exception),
        CannotOpen => new($"The journal {path} cannot be opened or made: its folder is not there, or access is denied.", exception),
        Corrupt => Torn(path, exception),
        NotADatabase => Foreign(path, exception),
        int code => new($"The journal {path} cannot be used: SQLite's error {code}.", exception),
    };

    /// <summary>The file was a journal and is damaged.</summary>
    public static JournalException Torn(string path, Exception? exception = null) => new(
        $"The journal {path} is damaged: a part of it is missing or was overwritten. Restore it from a backup, or save what is left with \"sqlite3 FILE .recover\" and begin a new one; a new one asks everything again.", exception);

    /// <summary>The file is something else.</summary>
    public static JournalException Foreign(string path, Exception? exception = null) => new(
        $"The file {path} is no journal of Querent's, and was left as it is. Name another file.", exception);

    private static JournalException Passing(string message, SqliteException exception) => new(message, exception) { IsTransient = true };
}
