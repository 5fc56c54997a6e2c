using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>Tells a whole journal from one that is torn, and from other files.</summary>
internal static class SqliteIntegrity
{
    private const int HeadLength = 100;
    private const int PageSizeAt = 16;
    private const int PageCountAt = 28;
    private const long SmallFile = 64L * 1024 * 1024;

    /// <summary>Looks at the file's first bytes and its length before it is opened; true when it was closed in order, or is not there.</summary>
    /// <exception cref="JournalException">It is something else, or shorter than it says.</exception>
    public static bool CheckHead(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> head = stackalloc byte[HeadLength];
            int length = file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false);
            if (length == 0)
            {
                return true;
            }

            if (length < HeadLength || !head.StartsWith("SQLite format 3\0"u8))
            {
                throw SqliteFault.Foreign(path);
            }

            // A log beside it may hold what the file lacks; SQLite puts it back.
            bool hasLog = new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
            int pageSize = BinaryPrimitives.ReadUInt16BigEndian(head[PageSizeAt..]) is var size and not 1 ? size : 65536;
            long pages = BinaryPrimitives.ReadUInt32BigEndian(head[PageCountAt..]);
            return hasLog || file.Length >= pages * pageSize ? !hasLog : throw SqliteFault.Torn(path);
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal {path} cannot be read: it is a folder, or access is denied.", exception);
        }
    }

    /// <exception cref="JournalException">It is damaged.</exception>
    public static void Check(SqliteConnection connection, string path, SqliteIntegrityCheck check, bool isWhole)
    {
        bool checksPages = check == SqliteIntegrityCheck.Quick && (!isWhole || new FileInfo(path).Length <= SmallFile);
        if (check != SqliteIntegrityCheck.Full && !checksPages)
        {
            return;
        }

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = check == SqliteIntegrityCheck.Full ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok")
        {
            throw SqliteFault.Torn(path);
        }
    }
}
