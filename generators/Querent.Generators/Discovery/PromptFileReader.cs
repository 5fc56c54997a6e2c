using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Tells the prompt files among the additional files of a compilation, and reads them.</summary>
internal static class PromptFileReader
{
    // Set by the package's build file on what a project includes as PromptFile.
    private const string Mark = "build_metadata.AdditionalFiles.QuerentPromptFile";
    private const string IncludedAs = "build_metadata.AdditionalFiles.QuerentPromptPath";
    private const string ProjectFolder = "build_property.ProjectDir";

    /// <summary>A prompt file's path from the project's folder; null for a file that is none.</summary>
    public static string? PathOf(AdditionalText file, AnalyzerConfigOptionsProvider options) => PathOf(file, options, Mark, IncludedAs);

    /// <summary>The path from the project's folder of a file that a project includes as something of ours; null for another.</summary>
    /// <param name="file">The file.</param>
    /// <param name="options">What the build says of it.</param>
    /// <param name="markName">The metadata that is set on what is included so.</param>
    /// <param name="pathName">The metadata that holds the path as it was included.</param>
    public static string? PathOf(AdditionalText file, AnalyzerConfigOptionsProvider options, string markName, string pathName)
    {
        AnalyzerConfigOptions metadata = options.GetOptions(file);
        if (!metadata.TryGetValue(markName, out string? mark) || mark.Length == 0)
        {
            return null;
        }

        // What comes by way of options ends where it has a '#' or a ';', so that the file's own path is asked first. A
        // project's folder that has lost its end has lost the slash there too.
        if (options.GlobalOptions.TryGetValue(ProjectFolder, out string? folder) && folder.Replace('\\', '/') is { Length: > 0 } root && root[root.Length - 1] == '/')
        {
            string path = file.Path.Replace('\\', '/');
            StringComparison comparison = Path.DirectorySeparatorChar == '\\' ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
            return path.StartsWith(root, comparison) ? PromptPath.Normalize(path.Substring(root.Length)) : null;
        }

        return metadata.TryGetValue(pathName, out string? included) && included.Length > 0 ? PromptPath.Normalize(included) : null;
    }

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
