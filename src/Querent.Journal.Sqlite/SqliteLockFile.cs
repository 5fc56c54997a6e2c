namespace Querent;

/// <summary>
/// The file beside a journal whose lock keeps a second process away; the operating system takes it back when the process ends, however it
/// ends. (A lock on the journal itself would keep readers away as well.)
/// </summary>
internal sealed class SqliteLockFile : IDisposable
{
    private readonly FileStream _file;

    private SqliteLockFile(FileStream file) => _file = file;

    /// <exception cref="JournalException">Another has it, or it cannot be made.</exception>
    public static SqliteLockFile Take(string path)
    {
        string file = path + ".lock";
        try
        {
            return new SqliteLockFile(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal {path} cannot be opened or made: its folder is not there, or access is denied.", exception);
        }
        catch (IOException exception)
        {
            throw new JournalException($"The journal {path} is open in another process, or its folder cannot be written. One process has it at a time: wait for that one, or use another journal.", exception);
        }
    }

    public void Dispose() => _file.Dispose();
}
