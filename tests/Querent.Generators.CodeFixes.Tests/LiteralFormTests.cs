using Querent.Generators.CodeFixes.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests;

public sealed class LiteralFormTests
{
    private const string Title = "Add '| default(\"\")'";

    private static string Row(string argument, string constant = "\"\"") => $$"""
        public static class Texts
        {
            public const string Other = {{constant}};
        }

        [QueryRow]
        public partial record Row
        {
            public string? Note { get; init; }
            [Query({{argument}})] public required string Answer { get; init; }
        }
        """;

    private static Task Expect(string before, string after) => Mending.Expect("QRN0204", Title, Row(before), Row(after));

    [Fact]
    public Task A_regular_literal_escapes_the_quotes()
        => Expect("\"\\t\\u00e9 {{ Note }}\\n\"", "\"\\t\\u00e9 {{ Note | default(\\\"\\\") }}\\n\"");

    [Fact]
    public Task A_verbatim_literal_doubles_the_quotes()
        => Expect("@\"A \"\"b\"\" {{ Note }} \\n\"", "@\"A \"\"b\"\" {{ Note | default(\"\"\"\") }} \\n\"");

    [Fact]
    public Task A_raw_literal_of_one_line_takes_the_quotes_as_they_are()
        => Expect("\"\"\"Say {{ Note }}.\"\"\"", "\"\"\"Say {{ Note | default(\"\") }}.\"\"\"");

    [Fact]
    public Task A_raw_literal_of_many_lines_keeps_its_indentation() => Expect(
        "\"\"\"\n        Say\n          {{ Note }}.\n        \"\"\"",
        "\"\"\"\n        Say\n          {{ Note | default(\"\") }}.\n        \"\"\"");

    [Fact]
    public Task A_raw_literal_with_carriage_returns_keeps_them() => Expect(
        "\"\"\"\r\n\tSay\r\n\t{{ Note }}.\r\n\t\"\"\"",
        "\"\"\"\r\n\tSay\r\n\t{{ Note | default(\"\") }}.\r\n\t\"\"\"");

    [Fact]
    public Task A_part_of_a_concatenation_is_written_in_its_own_form() => Expect(
        "\"Say \" + (@\"{{ Note }}\" + \" now\") + nameof(Row)",
        "\"Say \" + (@\"{{ Note | default(\"\"\"\") }}\" + \" now\") + nameof(Row)");

    [Fact]
    public Task A_part_in_a_constant_is_mended_there() => Mending.Expect(
        "QRN0204", Title, Row("\"Say \" + Texts.Other", "\"{{ Note }}\""), Row("\"Say \" + Texts.Other", "\"{{ Note | default(\\\"\\\") }}\""));

    [Theory]
    [InlineData("\"{% if Note %}{{ Note }}\"", "\"{% if Note %}{{ Note }}{% endif %}\"")]
    [InlineData("@\"{% if Note %}{{ Note }}\"", "@\"{% if Note %}{{ Note }}{% endif %}\"")]
    [InlineData("\"\"\"{% if Note %}{{ Note }}\"\"\"", "\"\"\"{% if Note %}{{ Note }}{% endif %}\"\"\"")]
    public Task An_end_goes_before_the_closing_quotes(string before, string after)
        => Mending.Expect("QRN0108", "Add '{% endif %}'", Row(before), Row(after));

    [Fact]
    public Task An_end_goes_behind_the_last_character_of_the_last_literal() => Mending.Expect(
        "QRN0108",
        "Add '{% endif %}'",
        Row("\"{% if Note %}\" +\n        \"\"\"\n        a\n        \"\"\""),
        Row("\"{% if Note %}\" +\n        \"\"\"\n        a{% endif %}\n        \"\"\""));

    [Fact]
    public Task A_name_in_an_interpolated_constant_is_mended() => Mending.Expect(
        "QRN0201", "Change to 'Note'", Row(Interpolated("Noet")), Row(Interpolated("Note")));

    [Theory]
    [InlineData("$\"a\\t{{{{ Noet | xml }}}} {nameof(Row)}\"")]
    [InlineData("$\"a {{{{ Note }}}} {nameof(Row)}\"")]
    public async Task A_place_in_an_interpolated_constant_that_needs_escapes_is_left_to_the_author(string argument)
        => Assert.Empty(await Titles(UserProject.Of([Row(argument)])));

    private static string Interpolated(string name) => $"$@\"a {{{{{{{{ {name} | json }}}}}}}} {{Texts.Other}}\"";

    private static async Task<IEnumerable<string>> Titles(UserProject project)
    {
        Microsoft.CodeAnalysis.Diagnostic diagnostic = (await project.DiagnoseAsync())[0];
        return (await project.OffersAsync(diagnostic)).Select(offer => offer.Title);
    }

    [Theory]
    [InlineData("\"{{ \" + nameof(Noet) + \" | xml }}\"", "")]
    [InlineData("\"{{ No\" + \"et | xml }}\"", "")]
    [InlineData("\"{{ No\" + Texts.Other", "\"et | xml }}\"")]
    [InlineData("Texts.Other", "\"{{ \" + nameof(Noet) + \" | xml }}\"")]
    public async Task A_name_that_is_not_in_one_literal_is_left_to_the_author(string argument, string constant)
    {
        string source = Row(argument, constant.Length == 0 ? "\"\"" : constant) + "public static class Noet;";

        Assert.Empty(await Mending.Offers("QRN0201", UserProject.Of([source])));
    }

    [Fact]
    public async Task Nothing_is_added_to_a_constant_for_what_stands_outside_of_it()
        => Assert.Empty(await Mending.Offers("QRN0108", UserProject.Of([Row("\"{% if Note %}\" + Texts.Other", "\"shared\"")])));

    [Fact]
    public async Task A_name_that_would_become_part_of_the_escape_before_it_is_left_to_the_author()
    {
        string source = Row("\"{{\\x20Nota }}\"").Replace("Note", "Aote", StringComparison.Ordinal);

        Assert.Empty(await Mending.Offers("QRN0201", UserProject.Of([source])));
    }
}
