using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests.RowKeys;

/// <summary>Marks that no row reads.</summary>
public sealed class StrayRowKeyTests
{
    private const string Mark = "public class Shared { [RowKey] public string Id { get; set; } = \"\"; }";

    [Fact]
    public async Task A_library_may_mark_what_rows_of_another_project_use()
        => Assert.Empty(await Diagnosis.Of(LanguageVersion.Latest, Mark));

    [Fact]
    public async Task A_program_may_not_since_no_other_project_has_its_types()
    {
        CSharpCompilation library = TestCompilation.Create(LanguageVersion.Latest, Mark);
        CSharpCompilation program = library.WithOptions(library.Options.WithOutputKind(OutputKind.ConsoleApplication));

        Diagnostic stray = Assert.Single(await Diagnosis.Of(program, LanguageVersion.Latest));

        Assert.Equal(("QRN0023", DiagnosticSeverity.Warning), (stray.Id, stray.DefaultSeverity));
    }

    [Fact]
    public async Task A_row_of_another_file_makes_a_mark_good_in_a_base_and_an_input_of_any_depth()
        => Assert.Empty(await Diagnosis.Of(
            LanguageVersion.Latest,
            "internal abstract record Keyed<T> { [RowKey] public required string Id { get; init; } public required T Value { get; init; } }",
            "internal abstract class Entity { [RowKey] public string Id { get; set; } = \"\"; } internal class Mail : Entity { public string Text { get; set; } = \"\"; }",
            """
            internal static partial class Outer
            {
                [QueryRow] internal partial record One : Keyed<string> { [Query("{{ Value }}")] public required string Answer { get; init; } }
                [QueryRow(Input = typeof(Mail))] internal partial record Two { [Query("{{ Text }}")] public required string Answer { get; init; } }
            }
            """));

    [Fact]
    public async Task A_row_of_another_assembly_takes_the_mark_of_a_base_record()
    {
        CSharpCompilation library = TestCompilation.Create(LanguageVersion.Latest, "namespace Lib { public record Keyed([RowKey] string Id); public class Entity { [RowKey] public int Number { get; set; } } }");
        CSharpCompilation rows = TestCompilation.Create(
            LanguageVersion.Latest,
            """
            [QueryRow] public partial record One(string Id, [Query("{{ Id }}")] string Answer) : Lib.Keyed(Id);
            [QueryRow(Input = typeof(Lib.Entity))] public partial record Two([Query("{{ Number }}")] string Answer);
            """).AddReferences(library.ToMetadataReference());

        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest).RunGenerators(rows, TestContext.Current.CancellationToken);

        string[] sources = [.. GeneratorRun.ResultOf(driver).GeneratedSources.Select(source => source.SourceText.ToString())];
        Assert.Contains("=> input.Id;", sources[0], StringComparison.Ordinal);
        Assert.Contains("=> input.Number.ToString(", sources[1], StringComparison.Ordinal);
        Assert.Empty(await Diagnosis.Of(rows, LanguageVersion.Latest));
    }

    [Fact]
    public Task A_pragma_and_the_rows_own_mark_keep_it_quiet() => Diagnosis.Expect(
        """
        internal record Inner
        {
        #pragma warning disable QRN0023
            [RowKey] public string Quiet { get; init; } = "";
        #pragma warning restore QRN0023
            [RowKey] public string [|Loud|] { get; init; } = "";
        }

        [QueryRow]
        internal partial record Row { [RowKey] public required string Id { get; init; } public required Inner Inner { get; init; } [Query("{{ Inner | json }}")] public required string Answer { get; init; } }
        """,
        ("QRN0023", "'Loud' is marked with [RowKey], and no row takes its key from it: 'Inner' is no row, and neither a base nor the Input = typeof(…) of one; mark a property of the row"));
}
