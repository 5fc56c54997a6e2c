using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.Locations;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class TemplateLocationTests
{
    private static readonly (string Id, string Message) Unknown = ("QRN0201", "'Row' has no member 'Naem'; did you mean 'Name'?");

    private static Task Expect(string argument, string more = "") => Diagnosis.Expect(Source(argument, more), Unknown);

    private static string Source(string argument, string more = "") => $$"""
        public static class Texts { {{more}} }

        [QueryRow]
        public partial record Row
        {
            public required string Name { get; init; }
            [Query({{argument}})] public required string Answer { get; init; }
        }
        """;

    [Theory]
    [InlineData("""
        "Dear\t\u00e9\x41\U0001F600\"\0\e {{ [|Naem|] }}"
        """)]
    [InlineData("""
        @"A ""quoted"" \n {{ [|Naem|] }}"
        """)]
    [InlineData("\"\"\" one \"line\" {{ [|Naem|] }} \"\"\"")]
    [InlineData("\"\"\"\"\n    four \"\"\" quotes\n\n      {{ [|Naem|] }}\n    \"\"\"\"")]
    [InlineData("\"\"\"\r\n\tone\r\n\t  {{ [|Naem|] }}\r\n\t\"\"\"")]
    [InlineData("\"one \" + (\"two\" + \"{{ [|Naem|] }}\") + nameof(Row)")]
    [InlineData("nameof(Row) + \" {{ [|Naem|] }}\"")]
    [InlineData("\"{{ [|Na\" + \"em|] }}\"")]
    [InlineData("template: \"{{ [|Naem|] }}\", MaxOutputTokens = 5")]
    [InlineData("\"{{ [|\\u004eaem|] }}\"")]
    [InlineData("\"{{ [|Nae\\x6d|] }}\"")]
    [InlineData("\"{{ [|Nae\\U0000006D|] }}\"")]
    public Task A_problem_is_shown_under_its_own_characters(string literal) => Expect(literal);

    [Fact]
    public void Every_character_of_any_literal_is_mapped_and_no_source_is_left_out()
    {
        string[] regular = ["a", "é", "😀", "\\n", "\\\\", "\\\"", "\\u00e9", "\\x4", "\\x41g", "\\U0001F600", "\\0", "\\e", " ", "{", "}"];
        string[] verbatim = ["a", "\"\"", "\\", "\n", "\r\n", "é", "😀", "\t"];
        var random = new Random(20261124);
        for (int i = 0; i < 2_000; i++)
        {
            (string prefix, string[] pieces) = i % 2 == 0 ? ("\"", regular) : ("@\"", verbatim);
            string content = string.Concat(Enumerable.Range(0, random.Next(0, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var token = ((LiteralExpressionSyntax)SyntaxFactory.ParseExpression($"{prefix}{content}\"")).Token;

            IReadOnlyList<TextSpan> spans = Assert.IsAssignableFrom<IReadOnlyList<TextSpan>>(LiteralReader.Read(token));

            Assert.Equal(token.ValueText.Length, spans.Count);
            int end = prefix.Length;
            foreach (TextSpan span in spans.Distinct())
            {
                Assert.Equal(end, span.Start);
                end = span.End;
            }

            Assert.Equal(token.Text.Length - 1, end);
        }
    }

    [Fact]
    public Task A_problem_inside_of_a_constant_is_shown_there()
        => Expect("Texts.Head + Texts.Tail", "public const string Head = \"a\\n\"; public const string Tail = Head + \" {{ [|Naem|] }}\";");

    [Fact]
    public Task A_problem_inside_of_a_constant_of_another_file_is_shown_there() => Diagnosis.Expect(
        [Source("\"x\" + Other.Tail"), "public static class Other { public const string Tail = \" {{ [|Naem|] }}\"; }"], Unknown);

    [Theory]
    [InlineData("[|Naem|]", "$\"{Texts.Open} [|Naem|] {Texts.Close}\"")]
    [InlineData("[|Naem|]", "$@\"{Texts.Open} [|Naem|] {Texts.Close}\"")]
    [InlineData("[|Naem|]", "$\"}}}} {{{{ [|Naem|] {Texts.Close}\"")]
    public Task A_problem_inside_of_an_interpolated_constant_is_shown_there(string marked, string literal)
    {
        Assert.Contains(marked, literal, StringComparison.Ordinal);
        return Expect(literal, "public const string Open = \"{{\"; public const string Close = \"}}\";");
    }

    [Fact]
    public async Task A_problem_inside_of_another_assemblys_constant_is_shown_at_the_argument()
    {
        CSharpCompilation library = TestCompilation.Create(
            LanguageVersion.Latest, "public static class Library { public const string Prompt = \"{{ Naem }}\"; }");
        string source = Source("Library.Prompt");
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, source)
            .AddReferences(library.ToMetadataReference());

        Diagnostic diagnostic = Assert.Single(await Diagnosis.Of(compilation, LanguageVersion.Latest));

        Assert.Equal(source.IndexOf("Library.Prompt", StringComparison.Ordinal), diagnostic.Location.SourceSpan.Start);
        Assert.Equal("Library.Prompt".Length, diagnostic.Location.SourceSpan.Length);
    }

    [Fact]
    public async Task A_problem_inside_of_another_projects_base_record_is_shown_at_the_rows_name()
    {
        CSharpCompilation library = TestCompilation.Create(
            LanguageVersion.Latest, "public record Base { [Query(\"{{ Naem }}\")] public required string Answer { get; init; } }");
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, "[QueryRow] public partial record Row : Base;")
            .AddReferences(library.ToMetadataReference());

        Diagnostic diagnostic = Assert.Single(await Diagnosis.Of(compilation, LanguageVersion.Latest));

        Assert.Equal("QRN0201", diagnostic.Id);
        Assert.Equal("[QueryRow] public partial record ".Length, diagnostic.Location.SourceSpan.Start);
    }

    [Fact]
    public Task A_name_in_the_system_message_is_shown_there() => Diagnosis.Expect(
        """
        [QueryRow(System = "Answer {{ [|Naem|] }}.")]
        public partial record Row(string Name, [Query("Hello {{ Name }}")] string Answer);
        """,
        Unknown);

    [Fact]
    public Task A_positional_querys_template_is_found_on_parameter_and_property() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record Row(string Name, [Query("{{ [|Naem|] }}")] string A, [property: Query("{{ [|Naem|] }}")] string B);
        """,
        Unknown,
        Unknown);
}
