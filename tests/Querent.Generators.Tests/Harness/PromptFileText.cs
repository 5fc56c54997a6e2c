using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.Tests.Harness;

/// <summary>A prompt or lookup file of a project in <c>/src</c>, as the package's build file hands it to the compiler.</summary>
internal sealed class PromptFileText(string path, string text) : AdditionalText
{
    public const string Root = "/src/";

    public override string Path => Root + path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);

    /// <summary>The files of an example: <c>// Prompts/tone.md: Be friendly.</c> is a file and a line of what it says.</summary>
    public static PromptFileText[] OfExample(string example)
        => [.. example.Split('\n')
            .Where(line => line.StartsWith("// Prompts/", StringComparison.Ordinal) || line.StartsWith("// Lookups/", StringComparison.Ordinal))
            .Select(line => line[3..].Split(": ", 2))
            .GroupBy(line => line[0], line => line[1])
            .Select(file => new PromptFileText(file.Key, string.Join('\n', file)))];
}

/// <summary>
/// The options of a project whose additional files are lookup files in <c>Lookups/</c>, none of ours in <c>other/</c>, and
/// prompt files elsewhere. Like those that a build
/// hands over, they end where a comment would begin.
/// </summary>
/// <param name="projectFolder">The project's folder.</param>
internal sealed class PromptFileOptions(string projectFolder) : AnalyzerConfigOptionsProvider
{
    public static PromptFileOptions Instance { get; } = new(PromptFileText.Root);

    public override AnalyzerConfigOptions GlobalOptions => new Options(("build_property.ProjectDir", projectFolder));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
    {
        string path = textFile.Path[PromptFileText.Root.Length..];
        return path.StartsWith("other/", StringComparison.Ordinal) ? new Options()
            : path.StartsWith("Lookups/", StringComparison.Ordinal)
                ? new Options(("build_metadata.AdditionalFiles.QuerentLookupFile", "true"), ("build_metadata.AdditionalFiles.QuerentLookupPath", path))
            : new Options(("build_metadata.AdditionalFiles.QuerentPromptFile", "true"), ("build_metadata.AdditionalFiles.QuerentPromptPath", path));
    }

    private sealed class Options(params (string Key, string Value)[] options) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = options.FirstOrDefault(option => option.Key == key).Value?.Split('#', ';')[0];
            return value is not null;
        }
    }
}
