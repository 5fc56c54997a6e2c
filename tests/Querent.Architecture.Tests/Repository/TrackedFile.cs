using System.Diagnostics;

namespace Querent.Architecture.Tests;

/// <summary>A file that is in the repository.</summary>
/// <param name="Path">Its path from the repository's root, with forward slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed record TrackedFile(string Path, string Text)
{
    /// <summary>The file's name, without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Every tracked text file as it is in the working tree.</summary>
    public static IReadOnlyList<TrackedFile> All()
    {
        // A clone that belongs to another user, as in a container, is as good as one's own for a listing.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = RepositoryRoot.Path,
            RedirectStandardOutput = true,
        };
        using Process git = Process.Start(start)!;
        string listing = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return
        [
            .. listing.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                .Select(path => (Path: path, Full: RepositoryRoot.Of(path)))
                .Where(file => File.Exists(file.Full))
                .Select(file => new TrackedFile(file.Path, File.ReadAllText(file.Full)))
                .Where(file => !file.Text.Contains('\0', StringComparison.Ordinal)),
        ];
    }
}
