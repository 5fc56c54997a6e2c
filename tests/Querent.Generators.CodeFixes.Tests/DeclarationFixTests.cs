using Querent.Generators.CodeFixes.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests;

public sealed class DeclarationFixTests
{
    [Theory]
    [InlineData("public record Row", "public partial record Row")]
    [InlineData("public sealed record class Row", "public sealed partial record class Row")]
    [InlineData("record /* of a ticket */ Row", "partial record /* of a ticket */ Row")]
    public Task A_row_becomes_partial(string before, string after) => Mending.Expect(
        "QRN0001",
        "Add 'partial'",
        $"[QueryRow]\n{before}([Query(\"Hello\")] string Answer);",
        $"[QueryRow]\n{after}([Query(\"Hello\")] string Answer);");

    [Theory]
    [InlineData("public static class Outer", "public static partial class Outer")]
    [InlineData("struct Outer", "partial struct Outer")]
    [InlineData("interface Outer", "partial interface Outer")]
    public Task A_type_around_a_row_becomes_partial(string before, string after) => Mending.Expect(
        "QRN0002",
        "Add 'partial'",
        $"{before}\n{{\n    [QueryRow]\n    public partial record Row([Query(\"Hello\")] string Answer);\n}}",
        $"{after}\n{{\n    [QueryRow]\n    public partial record Row([Query(\"Hello\")] string Answer);\n}}");

    [Theory]
    [InlineData("public string? Answer { get; init; }", "public required string? Answer { get; init; }")]
    [InlineData("public List<string> Answer { get; set; } = [];", "public required List<string> Answer { get; set; } = [];")]
    public Task A_query_becomes_required(string before, string after) => Mending.Expect(
        "QRN0007",
        "Add 'required'",
        $"[QueryRow]\npublic partial record Row\n{{\n    [Query(\"Hello\")]\n    {before}\n}}",
        $"[QueryRow]\npublic partial record Row\n{{\n    [Query(\"Hello\")]\n    {after}\n}}");

    [Theory]
    [InlineData("public sealed partial class Row", "public sealed partial record Row")]
    [InlineData("public partial struct Row", "public partial record Row")]
    [InlineData("public partial record struct Row", "public partial record Row")]
    public Task A_class_or_struct_becomes_a_record_where_its_keyword_is_all_that_differs(string before, string after) => Mending.Expect(
        "QRN0003",
        "Make it a record",
        $"[QueryRow]\n{before}\n{{\n    [Query(\"Hello\")]\n    public required string Answer {{ get; init; }}\n}}",
        $"[QueryRow]\n{after}\n{{\n    [Query(\"Hello\")]\n    public required string Answer {{ get; init; }}\n}}");

    [Theory]
    [InlineData("public partial class Row : Exception", "")]
    [InlineData("public partial class Row", "public bool Equals(Row? other) => other is null;")]
    [InlineData("public partial class Row", "} public partial class Row {")]
    [InlineData("public readonly partial struct Row", "")]
    [InlineData("public partial class Row(int number)", "public int Number => number;")]
    public async Task A_type_that_would_need_more_than_the_keyword_stays_what_it_is(string declaration, string more)
    {
        string source = $"[QueryRow] {declaration} {{ [Query(\"Hello\")] public required string Answer {{ get; init; }} {more} }}";

        Assert.Empty(await Mending.Offers("QRN0003", UserProject.Of([source])));
    }

    [Fact]
    public async Task A_rule_that_has_no_fix_offers_none()
        => Assert.Empty(await Mending.Offers("QRN0006", UserProject.Of(["[QueryRow] public partial record Row(string Text);"])));
}
