namespace Querent.Benchmarks.Journal;

/// <summary>A journal's file, and what lies beside it.</summary>
internal static class JournalFiles
{
    public static void Delete(string file)
    {
        foreach (string suffix in (string[])["", "-wal", "-shm", ".lock"])
        {
            File.Delete(file + suffix);
        }
    }
}
