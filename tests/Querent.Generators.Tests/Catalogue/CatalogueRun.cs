using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests.Catalogue;

/// <summary>All programs of the catalogue at once, in a namespace each: a compilation for each version of the language.</summary>
public sealed class CatalogueRun : IAsyncLifetime
{
    private readonly Dictionary<CatalogueCase, Program> _programs = [];

    /// <summary>What a program is expected to give, and what it gave.</summary>
    private sealed record Program(string Source, IReadOnlyList<PromptFileText> Files, IReadOnlyList<string> Expected)
    {
        public List<string> Reported { get; } = [];

        public List<string> Faults { get; } = [];
    }

    public IReadOnlyList<CatalogueCase> Cases { get; } = CatalogueCase.ReadAll();

    public IReadOnlyList<string> Expected(CatalogueCase of) => _programs[of].Expected;

    public IReadOnlyList<string> Reported(CatalogueCase of) => _programs[of].Reported;

    /// <summary>What the compiler says of the program with what was generated for it.</summary>
    public IReadOnlyList<string> Faults(CatalogueCase of) => _programs[of].Faults;

    public async ValueTask InitializeAsync()
    {
        foreach (IGrouping<LanguageVersion, CatalogueCase> group in Cases.GroupBy(VersionOf))
        {
            await Run(group.Key, [.. group]);
        }
    }

    public ValueTask DisposeAsync() => default;

    private static LanguageVersion VersionOf(CatalogueCase of)
        => of.Text.Contains("<LangVersion>10<", StringComparison.Ordinal) ? LanguageVersion.CSharp10 : LanguageVersion.Latest;

    private async Task Run(LanguageVersion version, IReadOnlyList<CatalogueCase> cases)
    {
        for (int i = 0; i < cases.Count; i++)
        {
            _programs.Add(cases[i], Write(cases[i], i + 2));
        }

        CSharpCompilation sources = TestCompilation.Create(version, [version >= LanguageVersion.CSharp12 ? TemplateRow.Types : "", .. cases.Select(of => _programs[of].Source)]);
        PromptFileText[] files = [.. cases.SelectMany(of => _programs[of].Files)];
        GeneratorRun.Driver(version, files).RunGeneratorsAndUpdateCompilation(sources, out Compilation compilation, out _, TestContext.Current.CancellationToken);
        CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new QueryRowAnalyzer()], new AnalyzerOptions([.. files], PromptFileOptions.Instance));
        ImmutableArray<Diagnostic> all = await analysis.GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        ImmutableArray<Diagnostic> reported = [.. all.Where(diagnostic => IsOurs(diagnostic) && !diagnostic.IsSuppressed)];
        ILookup<string, Diagnostic> byPath = reported.ToLookup(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal);
        ILookup<string, Diagnostic> faults = all
            .Where(fault => !IsOurs(fault) && fault.Severity != DiagnosticSeverity.Hidden && fault.DefaultSeverity >= DiagnosticSeverity.Warning && fault.Id != "CS1591")
            .ToLookup(fault => CaseOf(fault.Location), StringComparer.Ordinal);
        for (int i = 0; i < cases.Count; i++)
        {
            Program program = _programs[cases[i]];
            foreach (string path in program.Files.Select(file => file.Path).Prepend(PathOf(i + 2)))
            {
                string text = path == PathOf(i + 2) ? program.Source : program.Files.Single(file => file.Path == path).GetText(TestContext.Current.CancellationToken).ToString();
                program.Reported.AddRange(byPath[path]
                    .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start).ThenBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
                    .Select(diagnostic => Describe(diagnostic, path, text).Replace($"Case{i + 2}.", "", StringComparison.Ordinal)));
            }

            program.Faults.AddRange(faults[$"Case{i + 2}"].Select(fault => fault.ToString()));
        }

        Assert.Equal(reported.Length, cases.Sum(of => _programs[of].Reported.Count));
    }

    private static bool IsOurs(Diagnostic diagnostic) => diagnostic.Id.StartsWith("QRN", StringComparison.Ordinal);

    private static string PathOf(int number) => $"/src/File{number}.cs";

    // A generated file is named for the namespace of its row.
    private static string CaseOf(Location location)
    {
        string name = Path.GetFileName(location.GetLineSpan().Path);
        return name.StartsWith("Case", StringComparison.Ordinal) ? name.Split('.')[0] : name.Replace("File", "Case", StringComparison.Ordinal).Replace(".cs", "", StringComparison.Ordinal);
    }

    private static string Describe(Diagnostic diagnostic, string path, string text)
    {
        TextSpan span = diagnostic.Location.SourceSpan;
        return $"{Markup.Describe(path, span.Start, text.Substring(span.Start, span.Length))} {diagnostic.Id} {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }

    private static Program Write(CatalogueCase of, int number)
    {
        var source = new Markup();
        source.Add($"namespace Case{number} {{ ");
        var files = of.Files.Select(file => (file.Path, Markup: new Markup().Add(file.Text, text => text))).ToList();
        int uses = 1;
        if (of.IsTemplate)
        {
            string file = $"Prompts/case-{number}.md";
            files.Add((file, new Markup().Add(of.Text, text => text)));
            uses = TemplateRow.Write(source, of.Text, file, number, of.Expected.Count > 0);
        }
        else
        {
            source.Add(of.Text, text => text);
        }

        source.Add("\n}\n");
        IEnumerable<string> places = source.Places(PathOf(number)).Concat(files.SelectMany(file => file.Markup.Places(PromptFileText.Root + file.Path)));
        IEnumerable<string> expected = places.Zip(Enumerable.Repeat(of.Expected, uses).SelectMany(rules => rules), (place, rule) => $"{place} {rule}");
        return new Program(source.Source, [.. files.Select(file => new PromptFileText(file.Path, file.Markup.Source))], [.. expected]);
    }
}
