using System.Runtime.CompilerServices;
using System.Text;

namespace Querent.Generators.Tests.Catalogue;

/// <summary>
/// A program of the catalogue. In <c>Cases/*.txt</c> it begins with <c>=== what it shows</c>, goes on with a template or,
/// in <c>*.row.txt</c>, with C#, in which <c>[|…|]</c> marks what is wrong, and ends with a line <c>&gt; id message</c> for
/// each mark. <c>--- Prompts/x.md</c> begins a prompt file of its own.
/// </summary>
/// <param name="Family">The file that it stands in.</param>
/// <param name="Name">What it shows.</param>
/// <param name="Text">The marked template or C#.</param>
/// <param name="Files">The prompt files beside it, marked.</param>
/// <param name="Expected">What is reported, in the order of the marks.</param>
public sealed record CatalogueCase(string Family, string Name, string Text, IReadOnlyList<(string Path, string Text)> Files, IReadOnlyList<string> Expected)
{
    public bool IsTemplate => !Family.EndsWith(".row", StringComparison.Ordinal);

    public static string Folder { get; } = Path.Combine(Here(), "Cases");

    public static IReadOnlyList<CatalogueCase> ReadAll()
        => [.. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<CatalogueCase> Read(string file)
        => File.ReadAllText(file).ReplaceLineEndings("\n").Split("=== ").Skip(1)
            .Select(text => Parse(Path.GetFileNameWithoutExtension(file), text));

    private static CatalogueCase Parse(string family, string text)
    {
        string[] lines = text.TrimEnd('\n').Split('\n');
        var sections = new List<(string Path, StringBuilder Text)> { ("", new StringBuilder()) };
        var expected = new List<string>();
        foreach (string line in lines.Skip(1))
        {
            if (line.StartsWith("> ", StringComparison.Ordinal))
            {
                expected.Add(line[2..]);
            }
            else if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                sections.Add((line[4..], new StringBuilder()));
            }
            else
            {
                StringBuilder section = sections[^1].Text;
                section.Append(section.Length > 0 ? "\n" : "").Append(line);
            }
        }

        var files = sections.Skip(1).Select(section => (section.Path, section.Text.ToString())).ToList();
        return new CatalogueCase(family, lines[0], sections[0].Text.ToString(), files, expected);
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
