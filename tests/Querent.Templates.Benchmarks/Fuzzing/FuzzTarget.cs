using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Querent.Generators;
using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Emission;
using Querent.Generators.Model;
using Querent.Generators.Tests.Harness;

namespace Querent.Templates.Benchmarks.Fuzzing;

/// <summary>What templates are tried on: the generator's stages for one by itself, the compiler and the analyzer for many at once.</summary>
internal sealed class FuzzTarget
{
    private const string Answer = "Answer";
    private const int FirstRow = 2;   // behind the usings and the types

    private const string Others = """
            [QueryMatrix("{{ case.Text }}", When = "{{ Yes }}")] public required Matrix<Case, Rubric, int?> Cells { get; init; }
            [Query("Who?")] public required Finding Before { get; init; }
        """;

    private const string Rubric = """
        public sealed record Finding(string Name, int Age, string? Note);
        public enum Rubric
        {
            [Criterion("Is it right?", Code = "R", Subcriteria = ["units", "signs"])] Right,
            Clear,
            [Criterion("Is it deep?", Cases = ["two"])] Deep,
        }

        """;

    private readonly bool _ofCells;
    private readonly RowShape _row;

    /// <param name="ofCells">Whether each template is that of a matrix, which has five prompts.</param>
    public FuzzTarget(bool ofCells = false)
    {
        _ofCells = ofCells;
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, Source(["x"]));
        _row = RowReader.Read(compilation.GetTypeByMetadataName("Row0")!, compilation, CancellationToken.None)!;
    }

    // A compilation of few large rows is quicker than one of many; a matrix has five prompts.
    private int QueriesOfRow => _ofCells ? 10 : 50;

    /// <summary>Binds a template, and emits it where it is right.</summary>
    /// <param name="template">The template.</param>
    /// <param name="isValid">Whether it is right.</param>
    /// <returns>What it shows to be wrong with the generator; null for nothing.</returns>
    public string? Try(string template, out bool isValid)
    {
        isValid = false;
        RowMember[] members = [.. _row.Members.Select(member => !member.Name.StartsWith(Answer, StringComparison.Ordinal) ? member : member with { Query = member.Query! with { Template = template } })];
        var problems = new List<Problem>();
        try
        {
            RowProgram? program = RowBinder.Bind(_row with { Members = members.ToEquatableArray() }, PromptFiles.None, LookupFiles.None, problems);
            isValid = program is not null;
            if (program is not null)
            {
                RowEmitter.Emit(program);
            }

            foreach (Problem problem in problems)
            {
                _ = string.Format(CultureInfo.InvariantCulture, problem.Rule.MessageFormat.ToString(CultureInfo.InvariantCulture), [.. problem.Arguments]);
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception.ToString();
        }

        return isValid == problems.Any(problem => problem.IsError) ? "There is a program and an error, or neither."
            : problems.FirstOrDefault(problem => problem.Site.Offset < 0 || problem.Site.Offset + problem.Site.Length > template.Length) is { } outside ? $"{outside.Rule.Id} is outside of the template."
            : null;
    }

    /// <summary>Compiles what is generated for right templates.</summary>
    /// <returns>What the compiler says; null for nothing.</returns>
    public string? Compile(IReadOnlyCollection<string> templates)
    {
        CSharpCompilation sources = TestCompilation.Create(LanguageVersion.Latest, Source(templates));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new QueryRowGenerator().AsSourceGenerator()], parseOptions: TestCompilation.Options(LanguageVersion.Latest))
            .RunGeneratorsAndUpdateCompilation(sources, out Compilation compilation, out ImmutableArray<Diagnostic> generator);
        int rows = driver.GetRunResult().GeneratedTrees.Length;
        if (generator.Length > 0 || rows != (templates.Count + QueriesOfRow - 1) / QueriesOfRow)
        {
            return generator.FirstOrDefault()?.ToString() ?? "A row was not generated.";
        }

        return compilation.GetDiagnostics().FirstOrDefault(fault => fault.Severity != DiagnosticSeverity.Hidden
            && (fault.DefaultSeverity == DiagnosticSeverity.Error || fault.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true)) is { } fault
            ? $"{fault}\n{fault.Location.SourceTree?.GetText().Lines[fault.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim()}"
            : null;
    }

    /// <summary>Has wrong templates reported, each in a row of its own.</summary>
    /// <returns>What is wrong with the reports; null for nothing.</returns>
    public string? Report(IReadOnlyCollection<string> templates)
    {
        CSharpCompilation sources = TestCompilation.Create(LanguageVersion.Latest, [Types, .. templates.Select((template, i) => Row(i, [template]))]);
        ImmutableArray<Diagnostic> reported = sources.WithAnalyzers([new QueryRowAnalyzer()], new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
        var paths = new HashSet<string>(reported.Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Location.GetLineSpan().Path), StringComparer.Ordinal);
        return reported.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001") is { } crash ? crash.ToString()
            : templates.Where((_, i) => !paths.Contains($"/src/File{i + FirstRow}.cs")).FirstOrDefault() is { } silent ? $"A wrong template was not reported: {silent}"
            : null;
    }

    private static string Types { get; } = RandomTemplates.Types + Rubric + $"public sealed record Data\n{{\n{RandomTemplates.Members}}}\n";

    private string Source(IEnumerable<string> templates)
        => Types + string.Concat(templates.Chunk(QueriesOfRow).Select((chunk, i) => Row(i, chunk)));

    private string Row(int number, IEnumerable<string> templates) => _ofCells
        ? $$"""
            [QueryRow(Input = typeof(Data), Filters = [typeof(Filters)])]
            [CaseStudy("one", "Text", "Note")]
            [CaseStudy("two", "Text", "Some", "Author", Context = "the second")]
            public partial record Row{{number}}
            {
            {{Others}}
            {{Queries(templates, (i, template) => $"    [JsonPropertyName(\"m{i}\"), QueryMatrix({template})] public required Matrix<Case, Rubric, string> {Answer}{i} {{ get; init; }}\n")}}
            }

            """
        : $$"""
            [QueryRow(Input = typeof(Data), Filters = [typeof(Filters)])]
            public partial record Row{{number}}
            {
            {{Queries(templates, (i, template) => $"    [Query({template})] public required string {Answer}{i} {{ get; init; }}\n")}}
            }

            """;

    private static string Queries(IEnumerable<string> templates, Func<int, string, string> write)
        => string.Concat(templates.Select((template, i) => write(i, SymbolDisplay.FormatLiteral(template, quote: true))));
}
