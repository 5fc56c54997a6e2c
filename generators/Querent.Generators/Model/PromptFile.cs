namespace Querent.Generators.Model;

/// <summary>A file with a prompt, or with a part of one.</summary>
/// <param name="Path">Its path from the project's folder, with <c>/</c> between the folders.</param>
/// <param name="Text">What it says, without a line end at its end.</param>
internal sealed record PromptFile(string Path, string Text);

/// <summary>The prompt files of a project, by path.</summary>
internal sealed record PromptFiles(EquatableArray<PromptFile> Files)
{
    public static PromptFiles None { get; } = new(EquatableArray<PromptFile>.Empty);

    public IEnumerable<string> Paths => Files.Select(file => file.Path);

    public PromptFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);
}

/// <summary>Paths as templates and attributes write them.</summary>
internal static class PromptPath
{
    /// <summary>A path without <c>.</c> and <c>..</c>; null when it leaves the folder that it starts in.</summary>
    public static string? Normalize(string path)
    {
        path = path.Replace('\\', '/');
        if (path.StartsWith("/", StringComparison.Ordinal) || path.Contains(':'))
        {
            return null;
        }

        var folders = new List<string>();
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && folders.Count == 0)
            {
                return null;
            }

            if (part == "..")
            {
                folders.RemoveAt(folders.Count - 1);
            }
            else if (part is not ("" or "."))
            {
                folders.Add(part);
            }
        }

        return string.Join("/", folders);
    }
}
