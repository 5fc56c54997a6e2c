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
    private const int QueriesPerRow = 50;
    private readonly RowShape _row;

    public FuzzTarget()
    {
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, Source(["x"]));
        _row = RowReader.Read(compilation.GetTypeByMetadataName("Row0")!, compilation, CancellationToken.None)!;
    }

    /// <summary>Binds a template, and emits it where it is right.</summary>
    /// <param name="template">The template.</param>
    /// <param name="isValid">Whether it is right.</param>
    /// <returns>What it shows to be wrong with the generator; null for nothing.</returns>
    public string? Try(string template, out bool isValid)
    {
        isValid = false;
        RowMember[] members = [.. _row.Members.Select(member => member.Query is null ? member : member with { Query = member.Query with { Template = template } })];
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
    public static string? Compile(IReadOnlyCollection<string> templates)
    {
        CSharpCompilation sources = TestCompilation.Create(LanguageVersion.Latest, Source(templates));
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new QueryRowGenerator().AsSourceGenerator()], parseOptions: TestCompilation.Options(LanguageVersion.Latest))
            .RunGeneratorsAndUpdateCompilation(sources, out Compilation compilation, out ImmutableArray<Diagnostic> generator);
        int rows = driver.GetRunResult().GeneratedTrees.Length;
        if (generator.Length > 0 || rows != (templates.Count + QueriesPerRow - 1) / QueriesPerRow)
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
    public static string? Report(IReadOnlyCollection<string> templates)
    {
        CSharpCompilation sources = TestCompilation.Create(LanguageVersion.Latest, [Types, .. templates.Select((template, i) => Row(i, [template]))]);
        ImmutableArray<Diagnostic> reported = sources.WithAnalyzers([new QueryRowAnalyzer()], new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync(CancellationToken.None).GetAwaiter().GetResult();
        return reported.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001") is { } crash ? crash.ToString()
            : reported.Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Location.GetLineSpan().Path).Distinct().Count() != templates.Count ? "A wrong template was not reported."
            : null;
    }

    private static string Types { get; } = RandomTemplates.Types + $"public sealed record Data\n{{\n{RandomTemplates.Members}}}\n";

    private static string Source(IEnumerable<string> templates)
        => Types + string.Concat(templates.Chunk(QueriesPerRow).Select((chunk, i) => Row(i, chunk)));

    private static string Row(int number, IEnumerable<string> templates) => $$"""
        [QueryRow(Input = typeof(Data), Filters = [typeof(Filters)])]
        public partial record Row{{number}}
        {
        {{string.Concat(templates.Select((template, i) => $"    [Query({SymbolDisplay.FormatLiteral(template, quote: true)})] public required string Answer{i} {{ get; init; }}\n"))}}
        }

        """;
}
