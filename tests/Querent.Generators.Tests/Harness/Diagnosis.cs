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
    public static async Task Expect(string[] markups, params (string Id, string Message)[] expected)
    {
        var places = new List<string>();
        string[] sources = [.. markups.Select((markup, file) => Strip(markup, file + 1, places))];
        IReadOnlyList<Diagnostic> actual = await Of(LanguageVersion.Latest, sources);

        Assert.Equal(
            places.Zip(expected, (place, rule) => $"{place} {rule.Id}: {rule.Message}"),
            actual.Select(diagnostic => $"{Place(diagnostic)} {diagnostic.Id}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
        Assert.Equal(places.Count, expected.Length);
    }

    /// <summary>What is reported and not suppressed, in the order of files and places.</summary>
    public static Task<IReadOnlyList<Diagnostic>> Of(LanguageVersion version, params string[] sources)
        => Of(TestCompilation.Create(version, sources), version);

    /// <summary>What is reported and not suppressed, in the order of files and places.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(CSharpCompilation sources, LanguageVersion version)
    {
        GeneratorRun.Driver(version).RunGeneratorsAndUpdateCompilation(
            sources, out Compilation compilation, out _, TestContext.Current.CancellationToken);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers(
            [new QueryRowAnalyzer()],
            new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: false));
        ImmutableArray<Diagnostic> reported = await analysis.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. reported.OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)];
    }

    private static string Place(Diagnostic diagnostic)
    {
        TextSpan span = diagnostic.Location.SourceSpan;
        string text = diagnostic.Location.SourceTree?.ToString().Substring(span.Start, span.Length) ?? "";
        return Describe(diagnostic.Location.SourceTree?.FilePath, span.Start, text);
    }

    private static string Strip(string markup, int file, List<string> places)
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
            places.Add(Describe($"/src/File{file}.cs", source.Length, text));
            source.Append(text);
            position = close + 2;
        }
    }

    private static string Describe(string? file, int start, string text) => $"{file}({start}) [|{text}|]";
}
