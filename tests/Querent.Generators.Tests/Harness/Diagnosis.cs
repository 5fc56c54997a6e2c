using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.Tests.Harness;

/// <summary>What the analyzer reports, compared with sources that mark the places between <c>[|</c> and <c>|]</c>.</summary>
internal static class Diagnosis
{
    /// <summary>Demands exactly the diagnostics given, in the order of their places.</summary>
    /// <param name="markup">A source.</param>
    /// <param name="expected">Id and message of each.</param>
    public static Task Expect(string markup, params (string Id, string Message)[] expected) => Expect([markup], expected);

    /// <summary>Demands exactly the diagnostics given, in the order of files and places.</summary>
    public static Task Expect(string[] markups, params (string Id, string Message)[] expected) => Expect(markups, [], expected);

    /// <summary>Demands exactly the diagnostics given, those in sources first.</summary>
    /// <param name="markups">The sources.</param>
    /// <param name="files">The paths and the marked texts of prompt files.</param>
    /// <param name="expected">Id and message of each.</param>
    public static async Task Expect(string[] markups, (string Path, string Markup)[] files, params (string Id, string Message)[] expected)
    {
        var places = new List<string>();
        string[] sources = [.. markups.Select((markup, file) => Strip(markup, $"/src/File{file + 1}.cs", places))];
        PromptFileText[] texts = [.. files.Select(file => new PromptFileText(file.Path, Strip(file.Markup, PromptFileText.Root + file.Path, places)))];
        IReadOnlyList<Diagnostic> actual = await Of(TestCompilation.Create(LanguageVersion.Latest, sources), LanguageVersion.Latest, texts);

        Assert.Equal(
            places.Zip(expected, (place, rule) => $"{place} {rule.Id}: {rule.Message}"),
            actual.Select(diagnostic => $"{Place(diagnostic, texts)} {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
        Assert.Equal(places.Count, expected.Length);
    }

    /// <summary>What is reported and not suppressed, in the order of files and places.</summary>
    public static Task<IReadOnlyList<Diagnostic>> Of(LanguageVersion version, params string[] sources)
        => Of(TestCompilation.Create(version, sources), version);

    /// <summary>What is reported and not suppressed, in the order of files and places.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(CSharpCompilation sources, LanguageVersion version, params PromptFileText[] files)
    {
        GeneratorRun.Driver(version, files).RunGeneratorsAndUpdateCompilation(
            sources, out Compilation compilation, out _, TestContext.Current.CancellationToken);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(
            [new QueryRowAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([.. files], PromptFileOptions.Instance), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false));
        ImmutableArray<Diagnostic> reported = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. reported.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static string Place(Diagnostic diagnostic, PromptFileText[] files)
    {
        TextSpan span = diagnostic.Location.SourceSpan;
        string path = diagnostic.Location.GetLineSpan().Path;
        SourceText? source = diagnostic.Location.SourceTree?.GetText() ?? files.FirstOrDefault(file => file.Path == path)?.GetText();
        Assert.Equal(source?.Lines.GetLinePositionSpan(span), diagnostic.Location.GetLineSpan().Span);
        return Describe(path, span.Start, source?.ToString(span) ?? "");
    }

    private static string Strip(string markup, string file, List<string> places)
    {
        var source = new StringBuilder();
        int position = 0;
        while (true)
        {
            int open = markup.IndexOf("[|", position, StringComparison.Ordinal);
            if (open < 0)
            {
                return source.Append(markup, position, markup.Length - position).ToString();
            }

            int close = markup.IndexOf("|]", open, StringComparison.Ordinal);
            source.Append(markup, position, open - position);
            string text = markup[(open + 2)..close];
            places.Add(Describe(file, source.Length, text));
            source.Append(text);
            position = close + 2;
        }
    }

    private static string Describe(string? file, int start, string text) => $"{file}({start}) [|{text}|]";
}
