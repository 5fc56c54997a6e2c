using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Querent.Generators.CodeFixes.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests;

public sealed class FixAllTests
{
    private static string Row(string name, string template) => $$"""
        [QueryRow]
        public partial record {{name}}
        {
            public string? Note { get; init; }
            public List<string> Points { get; init; } = [];
            [Query({{template}})] public required string Answer { get; init; }
        }
        """;

    [Fact]
    public Task Each_name_becomes_its_nearest_in_all_documents_and_prompt_files() => Mending.ExpectForAll(
        FixAllScope.Project,
        UserProject.Of(
            [Row("A", "\"{{ Noet | json }} {{ Point | json }}\""), Row("B", "\"{{ Pionts | json }}{% include 'Prompts/x.md' %}\"")],
            ("Prompts/x.md", "{{ Nota | json }}{{ Note }}")),
        Row("A", "\"{{ Note | json }} {{ Points | json }}\""),
        Row("B", "\"{{ Points | json }}{% include 'Prompts/x.md' %}\""),
        "{{ Note | json }}{{ Note }}");

    [Fact]
    public Task Only_the_document_that_was_asked_for_is_mended() => Mending.ExpectForAll(
        FixAllScope.Document,
        UserProject.Of([Row("A", "\"{{ Note }}{{ Note | xml }}\""), Row("B", "\"{{ Note }}\"")]),
        Row("A", "\"{{ Note | default(\\\"\\\") }}{{ Note | default(\\\"\\\") | xml }}\""),
        Row("B", "\"{{ Note }}\""));

    [Fact]
    public Task A_constant_of_two_rows_is_mended_once() => Mending.ExpectForAll(
        FixAllScope.Solution,
        UserProject.Of(["static class Texts { public const string Head = \"{{ Note }}\"; }", Row("A", "Texts.Head"), Row("B", "Texts.Head")]),
        "static class Texts { public const string Head = \"{{ Note | default(\\\"\\\") }}\"; }",
        Row("A", "Texts.Head"),
        Row("B", "Texts.Head"));

    [Fact]
    public Task Tags_in_each_other_are_ended_once() => Mending.ExpectForAll(
        FixAllScope.Project,
        UserProject.Of([Row("A", "\"{% for p in Points %}{% if Note %}{{ p }}\""), Row("B", "\"{% if Note %}!\"")]),
        Row("A", "\"{% for p in Points %}{% if Note %}{{ p }}{% endif %}{% endfor %}\""),
        Row("B", "\"{% if Note %}!{% endif %}\""));

    [Fact]
    public Task All_rows_become_partial() => Mending.ExpectForAll(
        FixAllScope.Project,
        UserProject.Of(["[QueryRow] record A([Query(\"Hi\")] string X);", "[QueryRow] record B([Query(\"Hi\")] string X);"]),
        "[QueryRow] partial record A([Query(\"Hi\")] string X);",
        "[QueryRow] partial record B([Query(\"Hi\")] string X);");

    [Fact]
    public Task Columns_get_names_that_do_not_collide_again() => Mending.ExpectForAll(
        FixAllScope.Project,
        UserProject.Of(["[QueryRow] public partial record A(int ID, int Id, int id, [Query(\"Hi\")] string X);"]),
        "[QueryRow] public partial record A(int ID, [property: JsonPropertyName(\"id_2\")] int Id, [property: JsonPropertyName(\"id_3\")] int id, [Query(\"Hi\")] string X);");

    [Fact]
    public async Task A_choice_among_names_that_are_as_near_is_made_for_that_name_only()
    {
        string before = Row("A", "\"{{ Pint | json }}{{ Poins | json }}\"") + "public partial record A { public string Print { get; init; } = \"\"; public string Pins { get; init; } = \"\"; }";
        var project = UserProject.Of([before]);
        Diagnostic diagnostic = (await project.DiagnoseAsync())[0];

        IReadOnlyList<Microsoft.CodeAnalysis.CodeActions.CodeAction> offers = await project.OffersAsync(diagnostic);

        Assert.Equal(["Change to 'Pins'", "Change to 'Print'"], offers.Select(offer => offer.Title));
        UserProject mended = await project.AfterAsync((await project.OfferForAllAsync(diagnostic.Id, offers[1], FixAllScope.Project, ""))!);
        Assert.Equal([before.Replace("Pint", "Print", StringComparison.Ordinal)], await mended.TextsAsync());
    }
}
