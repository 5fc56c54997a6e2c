namespace Querent.Testing;

/// <summary>Where a cassette is: beside the test's source, as it is committed there.</summary>
internal static class CassettePath
{
    /// <summary>The whole path of a cassette.</summary>
    /// <param name="path">As the test gives it.</param>
    /// <param name="callerFile">The test's source file, as the compiler saw it.</param>
    /// <param name="programFolder">Where the program is; the cassettes are copied there when the sources are on another machine.</param>
    public static string Find(string path, string callerFile, string programFolder)
    {
        if (Path.IsPathRooted(path))
        {
            return Path.GetFullPath(path);
        }

        string? sources = Path.GetDirectoryName(callerFile);
        return string.IsNullOrEmpty(sources) || !Directory.Exists(sources)
            ? FindCopy(path, callerFile, programFolder)
            : Path.GetFullPath(path, Path.GetFullPath(sources));
    }

    /// <summary>
    /// The copy of a cassette beside the program. Of the folders in the source's path some are the project's and some lead to it;
    /// which, nobody knows here, so the longest end of the path that has the file is it.
    /// </summary>
    private static string FindCopy(string path, string callerFile, string programFolder)
    {
        string[] folders = [.. callerFile.Split('/', '\\')[..^1].Where(folder => folder.Length > 0 && !folder.Contains(':', StringComparison.Ordinal))];
        return Enumerable.Range(0, folders.Length + 1)
            .Select(skipped => Path.GetFullPath(Path.Combine([programFolder, .. folders[skipped..], path])))
            .FirstOrDefault(File.Exists) ?? Path.GetFullPath(path, programFolder);
    }
}
