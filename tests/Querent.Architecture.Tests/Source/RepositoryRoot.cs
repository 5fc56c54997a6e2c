namespace Querent.Architecture.Tests;

/// <summary>The working tree that the tests were built from.</summary>
internal static class RepositoryRoot
{
    /// <summary>Its folder, which holds the solution.</summary>
    public static string Path { get; } = Find();

    /// <summary>The full path of a file or folder of the repository.</summary>
    public static string Of(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>A full path as the repository knows it, with forward slashes.</summary>
    public static string Relative(string full) => System.IO.Path.GetRelativePath(Path, full).Replace('\\', '/');

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Sdk.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Sdk.sln in a folder above {AppContext.BaseDirectory}.");
    }
}
