namespace Querent.Generators.Model;

/// <summary>A file with a table.</summary>
/// <param name="Path">Its path from the project's folder, with <c>/</c> between the folders.</param>
/// <param name="Text">What it says.</param>
internal sealed record LookupFile(string Path, string Text);

/// <summary>The lookup files of a project, by path.</summary>
internal sealed record LookupFiles(EquatableArray<LookupFile> Files)
{
    public static LookupFiles None { get; } = new(EquatableArray<LookupFile>.Empty);

    public LookupFile? Find(string path) => Files.FirstOrDefault(file => file.Path == path);
}
