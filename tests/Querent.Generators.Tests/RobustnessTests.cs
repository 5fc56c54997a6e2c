using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Model;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class RobustnessTests
{
    private const int Compiled = 600;
    private const int QueriesPerRow = 50;

    private static readonly string[] Pieces =
    [
        "{{ ", " }}", "{{Text}}", "{{ Text | xml }}", "{{ Note | default(\"x\\\"<\") }}", "{{ Author | json }}", "{{ Author.Boss.Name }}", "{%", "{#",
        "{% if Note %}", "{% if Text == 'a' or Author.Boss %}", "{% elif not Note %}", "{% else %}", "{% endif %}", "{% for x in Tags %}", "{% for k, v in Scores.items() %}", "{% endfor %}",
        "{{ Note }}", "{{ Author.Boss.Name }}", "{{ x }}", "{{ k }}{{ v }}", "{{ loop.index }}{{ loop.last }}", "{{ Tags[0] | default(Text) }}", "{{ Tags | join(', ') | upper }}", "{{ Note or Text | truncate(9) }}",
        "{{ Text | trim | lower }}", "{{ Text ~ (Note | default(1)) | xml }}", "{{ 'a' in Tags and Scores['a'] > 1.5 }}", "{{- ", " -}}", "{%- raw %}", "{% endraw -%}", "{# ", " #}", "{% include 'x' %}",
        "{% if ", " %}", "{% for ", " in ", " if ", " else ", " and ", " not ", " is none", "[", "]", "[0]", " == ", " < ", " ~ ", "(", ")", "1", "-2.5", "true", "none", ", ", "| length", "| upper", "| date('d')",
        "| json", "| xml", "| default('", "')", ".", "Author", "Note", "\"", "'", "\\", "\n", "\u2028", "\u0085", "\0", "\ud800", "\"\"\"", "{", "}", "😀", "//", "*/", "$",
    ];

    [Fact]
    public void Any_template_gives_problems_that_point_into_it_or_code_that_compiles()
    {
        var random = new Random(20261124);
        RowShape row = Shape();
        var valid = new List<string>();
        for (int i = 0; i < 8_000; i++)
        {
            string template = Template(random);
            RowMember[] members = [.. row.Members.Select(member => member.Query is null ? member : member with { Query = member.Query with { Template = template } })];
            var problems = new List<Problem>();
            RowProgram? program = RowBinder.Bind(row with { Members = members.ToEquatableArray() }, PromptFiles.None, LookupFiles.None, problems);

            Assert.Equal(program is null, problems.Any(problem => problem.IsError));
            Assert.All(problems, problem => Assert.True(problem.Site.Offset + problem.Site.Length <= template.Length, template));
            if (program is not null)
            {
                valid.Add(template);
            }
        }

        Assert.InRange(valid.Count, Compiled, 7_400);
        GeneratorRun run = GeneratorRun.Of(Source(valid.Distinct().Take(Compiled)));
        Assert.Equal(Compiled / QueriesPerRow, run.HintNames.Count);
    }

    [Fact]
    public void Any_template_of_the_grammar_gives_problems_or_code_that_compiles_and_meets_no_null()
    {
        var templates = new RandomTemplates(new Random(20261124));
        RowShape row = Shape(GrammarSource(["x"]));
        var valid = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < 8_000; i++)
        {
            string template = templates.Next();
            RowMember[] members = [.. row.Members.Select(member => member.Query is null ? member : member with { Query = member.Query with { Template = template } })];
            var problems = new List<Problem>();
            RowProgram? program = RowBinder.Bind(row with { Members = members.ToEquatableArray() }, PromptFiles.None, LookupFiles.None, problems);

            Assert.Equal(program is null, problems.Any(problem => problem.IsError));
            if (program is not null)
            {
                valid.Add(template);
            }
        }

        Assert.InRange(valid.Count, Compiled, 5_000);
        string[] compiled = [.. valid.Where(template => template.Length > 12).Take(Compiled)];
        GeneratorRun run = GeneratorRun.Of(GrammarSource(compiled));
        Assert.Equal(Compiled / QueriesPerRow, run.HintNames.Count);
        string[] faults = Renderings.Run(run.Compilation);
        Assert.Equal(Compiled * RandomTemplates.Inputs.Length, faults.Length);
        Assert.All(faults.Zip(compiled.SelectMany(template => Enumerable.Repeat(template, RandomTemplates.Inputs.Length))), pair => Assert.True(pair.First.Length == 0, $"{pair.Second}: {pair.First}"));
    }

    [Theory]
    [InlineData("[QueryRow] public partial record Row { [Query] public required string Answer { get; init; } }")]
    [InlineData("[QueryRow] public partial record Row { [Query(null!)] public required string Answer { get; init; } }")]
    [InlineData("[QueryRow] public partial record Row { [Query(Gone)] public required string Answer { get; init; } }")]
    [InlineData("[QueryRow] public partial record Row { [Query(\"x\")] public required Gone Answer { get; init; } }")]
    [InlineData("[QueryRow] public partial record Row { [Query(\"{{ X }}\")] public required string Answer { get; init; } public required Gone X { get; init; } }")]
    [InlineData("[QueryRow(Input = typeof(Gone))] public partial record Row { [Query(\"x\")] public required string Answer { get; init; } }")]
    [InlineData("[QueryRow(Input = null)] public partial record Row { [Query(\"x\")] public required string Answer { get; init; } }")]
    [InlineData("[QueryRow] public partial record Row : Row { [Query(\"x\")] public required string Answer { get; init; } }")]
    [InlineData("[QueryRow] public partial record Row(string, [Query(\"x\")] string A")]
    [InlineData("[QueryRow] public partial record { [Query(\"x\")] public required string { get; init; } }")]
    [InlineData("[QueryRow] public partial record Row { [Query(\"x\")] public required string A { get; init; } } [QueryRow] public partial record Row { }")]
    [InlineData("[QueryRow] public partial record Row { const string T = U; const string U = T; [Query(T)] public required string A { get; init; } }")]
    [InlineData("public class A<T> { public A<List<T>>? Next { get; set; } } [QueryRow] public partial record Row { public required A<int> X { get; init; } [Query(\"x\")] public required A<int> Y { get; init; } }")]
    [InlineData("public record Answer(string, int) { public required string { get; init; } } [QueryRow] public partial record Row { [Query(\"x\")] public required Answer A { get; init; } }")]
    [InlineData("[QueryRow] public partial interface IRow { [Query(\"x\")] string A { get; } }")]
    public async Task Half_written_code_neither_crashes_the_generator_nor_the_analyzer(string source)
    {
        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest)
            .RunGenerators(TestCompilation.Create(LanguageVersion.Latest, source), TestContext.Current.CancellationToken);

        Assert.Null(GeneratorRun.ResultOf(driver).Exception);
        Assert.DoesNotContain(await Diagnosis.Of(LanguageVersion.Latest, source), diagnostic => diagnostic.Id == "AD0001");
    }

    [Theory]
    [InlineData("public class Token : List<Token> { public string? Name { get; set; } }")]
    [InlineData("public class Token : Dictionary<string, Token>;")]
    [InlineData("public class Token : List<Other>; public class Other : List<Token>;")]
    [InlineData("public class Token : List<Other>; public class Other : Dictionary<string, List<Token>>;")]
    public async Task A_type_that_lists_nothing_but_itself_overflows_no_stack(string token)
    {
        string source = token + """

            [QueryRow]
            public partial record Row { public required Token Payload { get; init; } [Query("{{ Payload | json }}")] public required string Answer { get; init; } }
            [QueryRow]
            public partial record Column { public required List<Token> Payload { get; init; } [Query("x")] public required string Answer { get; init; } }
            """;

        Assert.Contains("Column.g.cs", GeneratorRun.Of(source).HintNames);
        Assert.DoesNotContain(await Diagnosis.Of(LanguageVersion.Latest, source), diagnostic => diagnostic.Id == "AD0001");
    }

    [Fact]
    public void A_row_may_derive_from_a_record_of_another_assembly()
    {
        CSharpCompilation library = TestCompilation.Create(LanguageVersion.Latest, """
            namespace Library;
            public enum Level { Low, High }
            public record Base([property: Description("Key.")] string Id)
            {
                [StringLength(5)] public required string Text { get; init; }
                public string? Note { get; init; }
                [Query("{{ Text }}")] public required Level Level { get; init; }
            }
            """);
        using var image = new MemoryStream();
        library = library.WithOptions(library.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default));
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, "[QueryRow] public partial record Row(string Id, [Query(\"{{ Note | default('-') }}\")] bool IsGood) : Library.Base(Id);")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));

        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _, TestContext.Current.CancellationToken);

        string source = Assert.Single(GeneratorRun.ResultOf(driver).GeneratedSources).SourceText.ToString();
        Assert.Contains("[global::System.ComponentModel.DataAnnotations.StringLengthAttribute(5)]", source, StringComparison.Ordinal);
        Assert.Contains("Level = (global::Library.Level)answers[0]!", source, StringComparison.Ordinal);
        Assert.Empty(updated.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.DefaultSeverity >= DiagnosticSeverity.Warning && diagnostic.Id != "CS1591"));
    }

    private static string Template(Random random)
        => string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Source(IEnumerable<string> templates)
        => "public sealed record Person(string Name, Person? Boss);\n" + string.Concat(templates.Chunk(QueriesPerRow).Select((chunk, i) => $$"""
            [QueryRow(System = {{SymbolDisplay.FormatLiteral(chunk[0], quote: true)}})]
            public partial record Row{{i}}
            {
                public required string Text { get; init; }
                public string? Note { get; init; }
                public required Person Author { get; init; }
                public required List<string> Tags { get; init; }
                public required Dictionary<string, int> Scores { get; init; }
                {{string.Concat(chunk.Select((template, j) => $"[Query({SymbolDisplay.FormatLiteral(template, quote: true)})] public required string Answer{j} {{ get; init; }}\n"))}}
            }

            """));

    private static string GrammarSource(IEnumerable<string> templates)
        => RandomTemplates.Types + string.Concat(templates.Chunk(QueriesPerRow).Select((chunk, i) => $$"""
            [QueryRow(Filters = [typeof(Filters)])]
            public partial record Row{{i}}
            {
            {{RandomTemplates.Members}}
                {{string.Concat(chunk.Select((template, j) => $"[Query({SymbolDisplay.FormatLiteral(template, quote: true)})] public required string Answer{j} {{ get; init; }}\n"))}}
                public static IEnumerable<string> Faults()
                {
                    {{string.Concat(chunk.Select((_, j) => string.Concat(RandomTemplates.Inputs.Select(input => $"yield return FaultOf(() => Prompts.Answer{j}.Render({input.Replace("new()", "new Input()", StringComparison.Ordinal).Replace("Scores = new Input()", "Scores = new()", StringComparison.Ordinal)}));\n"))))}}
                }

                // A length below that of its end is the one thing that a prompt's renderer refuses.
                private static string FaultOf(Func<RenderedPrompt> render)
                {
                    try
                    {
                        render();
                        return "";
                    }
                    catch (Exception exception)
                    {
                        return exception is ArgumentException && exception.Message.Contains("'truncate'") ? "" : exception.ToString();
                    }
                }
            }

            """)) + $"public static class Entry {{ public static string[] Render() => [{string.Join(", ", templates.Chunk(QueriesPerRow).Select((_, i) => $".. Row{i}.Faults()"))}]; }}";

    private static RowShape Shape(string? source = null)
    {
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, source ?? Source(["x"]));
        return RowReader.Read(compilation.GetTypeByMetadataName("Row0")!, compilation, TestContext.Current.CancellationToken)!;
    }

    [Theory]
    [InlineData("namespace App.@event; public class RowOutcomes { } [QueryRow] public partial record Row { [Query(\"x\")] public required string Answer { get; init; } }", 1)]
    [InlineData("[QueryRow] public partial record Row { [Query(\"x\")] public required string A { get; init; } } [QueryRow] public partial record ROW { [Query(\"x\")] public required string A { get; init; } }", 2)]
    [InlineData("namespace N { [QueryRow] public partial record Row { [Query(\"x\")] public required string A { get; init; } } } namespace n { [QueryRow] public partial record Row { [Query(\"x\")] public required string A { get; init; } } }", 2)]
    [InlineData("[QueryRow] public partial record R\u2160w\u0301 { [Query(\"x\")] public required string A { get; init; } }", 1)]
    public void Every_legal_name_makes_a_file_of_its_own(string source, int rows)
        => Assert.Equal(rows, GeneratorRun.Of(source).HintNames.Distinct(StringComparer.OrdinalIgnoreCase).Count());
}
