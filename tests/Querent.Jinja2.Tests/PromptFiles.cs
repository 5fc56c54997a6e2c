using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Jinja2.Tests;

/// <summary>The files that templates include, as a project hands them to the compiler.</summary>
internal static class PromptFiles
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["plain.md"] = "Text: {{ Text }}\n  {%- if Flag %} flagged{% endif %}.",
        ["looping.md"] = "{% for tag in Tags %}\n- {{ tag | trim }}{% else %}no tags{% endfor %}",
        ["parts/nested.md"] = "<{% include 'plain.md' %}>",
    };

    public static ImmutableArray<AdditionalText> AdditionalTexts { get; } = [.. All.Select(file => new PromptFile(file.Key, file.Value))];

    public static AnalyzerConfigOptionsProvider Options { get; } = new Provider();

    private sealed class PromptFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }

    private sealed class Provider : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Metadata("");

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Metadata(textFile.Path);
    }

    private sealed class Metadata(string path) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_metadata.AdditionalFiles.QuerentPromptFile" ? path : null;
            return value is not null;
        }
    }
}
