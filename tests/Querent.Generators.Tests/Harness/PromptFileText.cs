using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.Tests.Harness;

/// <summary>A prompt file of a project in <c>/src</c>, as the package's build file hands it to the compiler.</summary>
internal sealed class PromptFileText(string path, string text) : AdditionalText
{
    public const string Root = "/src/";

    public override string Path => Root + path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
}

/// <summary>The options of a project whose additional files are prompt files, but for those in <c>other/</c>.</summary>
internal sealed class PromptFileOptions : AnalyzerConfigOptionsProvider
{
    public static PromptFileOptions Instance { get; } = new();

    public override AnalyzerConfigOptions GlobalOptions => new Options(null);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile)
    {
        string path = textFile.Path[PromptFileText.Root.Length..];
        return new Options(path.StartsWith("other/", StringComparison.Ordinal) ? null : path);
    }

    private sealed class Options(string? path) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_metadata.AdditionalFiles.QuerentPromptFile" ? path : null;
            return value is not null;
        }
    }
}
