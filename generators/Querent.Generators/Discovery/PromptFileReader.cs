using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Tells the prompt files among the additional files of a compilation, and reads them.</summary>
internal static class PromptFileReader
{
    // Set by the package's build file on what a project includes as PromptFile: its path from the project's folder.
    private const string PathProperty = "build_metadata.AdditionalFiles.QuerentPromptFile";

    /// <summary>A prompt file's path from the project's folder; null for a file that is none.</summary>
    public static string? PathOf(AdditionalText file, AnalyzerConfigOptionsProvider options)
        => options.GetOptions(file).TryGetValue(PathProperty, out string? path) && path.Length > 0 ? PromptPath.Normalize(path) : null;

    public static PromptFile? Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
        => PathOf(file, options) is { } path && file.GetText(cancellationToken) is { } text ? new PromptFile(path, TextOf(text)) : null;

    public static PromptFiles ReadAll(IEnumerable<AdditionalText> files, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
        => new(files.Select(file => Read(file, options, cancellationToken)).OfType<PromptFile>().ToEquatableArray());

    // An editor ends a file by a line end, which nobody means to be in the prompt.
    private static string TextOf(SourceText source)
    {
        string text = source.ToString();
        int end = text.EndsWith("\r\n", StringComparison.Ordinal) ? text.Length - 2
            : text.EndsWith("\n", StringComparison.Ordinal) || text.EndsWith("\r", StringComparison.Ordinal) ? text.Length - 1
            : text.Length;
        return text.Substring(0, end);
    }
}
