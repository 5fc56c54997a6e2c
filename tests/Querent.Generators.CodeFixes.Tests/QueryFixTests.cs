using Microsoft.CodeAnalysis.CodeFixes;
using Querent.Generators.CodeFixes.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests;

public sealed class QueryFixTests
{
    private static string Conditional(string type) => $$$"""
        public enum Rubric { Right, Clear }

        [QueryRow]
        public partial record Row
        {
            [CaseStudy] public required string Text { get; init; }
            [{{{(type.Contains("Matrix", StringComparison.Ordinal) ? "QueryMatrix" : "Query")}}}("Sum up {{ Text }}.", When = "{{ Text }}")] public required {{{type}}} Answer { get; init; }
        }
        """;

    private static string Marked(string attribute, string type) => $$$"""
        public enum Rubric { Right, Clear }

        [QueryRow]
        public partial record Row
        {
            [CaseStudy] public required string Text { get; init; }
            [{{{attribute}}}("Mark {{ Text }}.", MaxOutputTokens = 30)] public required {{{type}}} Answer { get; init; }
        }
        """;

    private static string Sparse(string cases) => $$$"""
        public enum Rubric { Right, [Criterion("Is it clear?", Cases = {{{cases}}})] Clear }

        [QueryRow]
        public partial record Row
        {
            [CaseStudy] public required string Small { get; init; }
            [CaseStudy] public required string Large { get; init; }
            [QueryMatrix("Mark {{ case.Input }}.")] public required Matrix<Case, Rubric, int> Marks { get; init; }
        }
        """;

    [Theory]
    [InlineData("string", "string?")]
    [InlineData("List<int>", "List<int>?")]
    [InlineData("DayOfWeek", "DayOfWeek?")]
    [InlineData("Matrix<Case, Rubric, int>", "Matrix<Case, Rubric, int?>")]
    [InlineData("Querent.Matrix<Case, Rubric, List<bool>>", "Querent.Matrix<Case, Rubric, List<bool>?>")]
    public Task What_need_not_be_asked_becomes_nullable(string before, string after)
        => Mending.Expect("QRN0019", "Make it nullable", Conditional(before), Conditional(after));

    [Fact]
    public Task What_need_not_be_asked_becomes_nullable_by_position() => Mending.Expect(
        "QRN0019",
        "Make it nullable",
        "[QueryRow] public partial record Row(string Text, [Query(\"{{ Text }}\", When = \"{{ Text }}\")] int Answer);",
        "[QueryRow] public partial record Row(string Text, [Query(\"{{ Text }}\", When = \"{{ Text }}\")] int? Answer);");

    [Theory]
    [InlineData("Query", "QueryMatrix", "Matrix<Case, Rubric, int>")]
    [InlineData("Querent.QueryAttribute", "Querent.QueryMatrix", "Matrix<Case, Rubric, int>")]
    [InlineData("QueryMatrix", "Query", "int")]
    public Task A_query_gets_the_attribute_that_its_type_asks_for(string before, string after, string type)
        => Mending.Expect("QRN0801", $"Mark it with [{after.Split('.')[^1]}]", Marked(before, type), Marked(after, type));

    [Theory]
    [InlineData("QueryMatrix", "Matrix<Case, Rubric, int>?")]
    [InlineData("QueryMatrix", "Matrix<DayOfWeek, Rubric, int>")]
    [InlineData("QueryMatrix", "Matrix<Case, string, int>")]
    public async Task A_matrix_whose_type_is_wrong_keeps_its_attribute(string attribute, string type)
        => Assert.Empty(await Mending.Offers("QRN0801", UserProject.Of([Marked(attribute, type)])));

    [Theory]
    [InlineData("[\"Smal\"]", "[\"Small\"]")]
    [InlineData("new[] { \"Small\", \"Lareg\" }", "new[] { \"Small\", \"Large\" }")]
    public Task A_misspelled_case_study_of_a_criterion_becomes_the_nearest_one(string before, string after)
        => Mending.Expect("QRN0804", $"Change to '{after.Split('"')[^2]}'", Sparse(before), Sparse(after));

    [Theory]
    [InlineData("[nameof(Row.Marks)]")]
    [InlineData("[@\"Smal\"]")]
    [InlineData("[\"Nowhere\"]")]
    public async Task A_case_study_that_is_not_a_misspelled_text_stays(string cases)
        => Assert.Empty(await Mending.Offers("QRN0804", UserProject.Of([Sparse(cases)])));

    [Theory]
    [InlineData("{{ Marks[Smal, Clear] }}", "{{ Marks[Small, Clear] }}", "Small")]
    [InlineData("{{ Marks['Small', 'Claer'] }}", "{{ Marks['Small', 'Clear'] }}", "Clear")]
    public Task A_misspelled_name_of_a_cell_becomes_the_nearest_one(string before, string after, string name)
    {
        string Row(string template) => Sparse("[\"Small\"]").Replace("\n}", $"\n    [Query(\"{template}\")] public required string Sum {{ get; init; }}\n}}", StringComparison.Ordinal);

        return Mending.Expect("QRN0808", $"Change to '{name}'", Row(before), Row(after));
    }

    [Fact]
    public Task Answers_in_two_documents_become_nullable_at_once() => Mending.ExpectForAll(
        FixAllScope.Project,
        UserProject.Of([Conditional("int"), "namespace Other { [QueryRow] public partial record Second(string Text, [Query(\"{{ Text }}\", When = \"{{ Text }}\")] int Answer); }"]),
        Conditional("int?"),
        "namespace Other { [QueryRow] public partial record Second(string Text, [Query(\"{{ Text }}\", When = \"{{ Text }}\")] int? Answer); }");
}
