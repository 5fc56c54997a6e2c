using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Tells the lookup files among the additional files of a compilation, and reads them.</summary>
internal static class LookupFileReader
{
    // Set by the package's build file on what a project includes as LookupFile.
    private const string Mark = "build_metadata.AdditionalFiles.QuerentLookupFile";
    private const string IncludedAs = "build_metadata.AdditionalFiles.QuerentLookupPath";

    /// <summary>A lookup file's path from the project's folder; null for a file that is none.</summary>
    public static string? PathOf(AdditionalText file, AnalyzerConfigOptionsProvider options) => PromptFileReader.PathOf(file, options, Mark, IncludedAs);

    public static LookupFile? Read(AdditionalText file, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
        => PathOf(file, options) is { } path && file.GetText(cancellationToken) is { } text ? new LookupFile(path, text.ToString()) : null;

    public static LookupFiles ReadAll(IEnumerable<AdditionalText> files, AnalyzerConfigOptionsProvider options, CancellationToken cancellationToken)
        => new(files.Select(file => Read(file, options, cancellationToken)).OfType<LookupFile>().ToEquatableArray());
}
