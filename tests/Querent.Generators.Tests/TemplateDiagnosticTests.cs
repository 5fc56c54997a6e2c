using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class TemplateDiagnosticTests
{
    private static Task Expect(string template, params (string Id, string Message)[] expected) => Diagnosis.Expect(
        $$"""""
        public sealed record Person(string Name, Person? Boss, int? Age);

        [QueryRow]
        public partial record Row
        {
            public required string Text { get; init; }
            public string? Note { get; init; }
            public required Person Author { get; init; }
            public required List<string> Tags { get; init; }
            public required Action Callback { get; init; }
            [Query("""{{template}}""")] public required string Answer { get; init; }
            [Query("Hello")] public required string Other { get; init; }
        }
        """"",
        expected);

    [Fact]
    public Task A_placeholder_without_an_end_is_reported_at_its_beginning() => Expect(
        "a [|{{|] Text and {{ Text }} [|{{|] Text | default(\"}}\") ",
        ("QRN0101", "This placeholder has no '}}' to end it"),
        ("QRN0101", "This placeholder has no '}}' to end it"));

    [Fact]
    public Task An_empty_placeholder_is_reported() => Expect(
        "a [|{{  }}|]", ("QRN0102", "This placeholder is empty; name a member of the row in it"));

    [Theory]
    [InlineData("{{ [|.|]Text }}", ".", "a member's name")]
    [InlineData("{{ Text.[|}}|]", "}}", "a member's name")]
    [InlineData("{{ Text [|Note|] }}", "Note", "'.', '|' or '}}'")]
    [InlineData("{{ Text | [|}}|]", "}}", "a filter's name")]
    [InlineData("{{ Note | default(\"a\" [|\"b\"|]) }}", "b", "',' or ')'")]
    [InlineData("{{ Note | default([|,|]) }}", ",", "an argument in quotes")]
    [InlineData("{{ [|3|] }}", "3", "a member's name")]
    [InlineData("{{ Text [|=|] 0 }}", "=", "'.', '|' or '}}'")]
    [InlineData("{{[|{|] Text }}}", "{", "a member's name")]
    public Task A_malformed_placeholder_is_reported_at_what_does_not_belong(string template, string found, string expected)
        => Expect(template, ("QRN0103", $"Unexpected '{found}': {expected} should stand here"));

    [Fact]
    public Task A_text_without_its_closing_quote_is_reported() => Expect(
        "{{ Note | default([|'|]none) }} and {{ Text }}", ("QRN0104", "This text has no closing '"));

    [Theory]
    [InlineData("[|{% if Note %}|]x[|{% endif %}|]", "A statement", 2)]
    [InlineData("[|{# why #}|]x", "A comment", 1)]
    [InlineData("[|{{-|] Text -}}", "Whitespace control", 1)]
    public Task What_the_language_does_not_have_yet_is_reported(string template, string what, int times) => Expect(
        template,
        [.. Enumerable.Repeat(("QRN0105", $$$"""{{{what}}} is not supported in templates yet; only placeholders are (to write the characters themselves, put them in quotes: {{ "{%" }})"""), times)]);

    [Fact]
    public Task An_unknown_member_is_reported_with_the_nearest_name() => Expect(
        "{{ [|Txet|] }} {{ Author.[|nmae|] | xml }} {{ [|Unlike|] }} {{ Text.[|Length|] }}",
        ("QRN0201", "'Row' has no member 'Txet'; did you mean 'Text'?"),
        ("QRN0201", "'Person' has no member 'nmae'; did you mean 'Name'?"),
        ("QRN0201", "'Row' has no member 'Unlike'"),
        ("QRN0201", "'string' has no member 'Length'"));

    [Fact]
    public Task An_unknown_filter_is_reported_with_the_nearest_name() => Expect(
        "{{ Text | [|xlm|] }} {{ Text | [|shout|] }}",
        ("QRN0202", "There is no filter 'xlm'; did you mean 'xml'?"),
        ("QRN0202", "There is no filter 'shout'"));

    [Fact]
    public Task A_filter_with_the_wrong_arguments_is_reported() => Expect(
        "{{ Note | [|default|] }} {{ Note | default([|1|]) }} {{ Text | xml([|\"a\"|]) }}",
        ("QRN0203", "The filter 'default' takes one text in quotes: default(\"none\")"),
        ("QRN0203", "The filter 'default' takes one text in quotes: default(\"none\")"),
        ("QRN0203", "The filter 'xml' takes no argument"));

    [Fact]
    public Task A_value_that_may_be_null_needs_a_default() => Expect(
        "{{ [|Note|] }} {{ [|Author.Age|] }} {{ [|Author.Boss.Name|] }} {{ [|Note | xml|] }} {{ Note | default(\"\") }} {{ Note | json }}",
        ("QRN0204", "'Note' may be null; say what to write then: {{ Note | default(\"…\") }}"),
        ("QRN0204", "'Author.Age' may be null; say what to write then: {{ Author.Age | default(\"…\") }}"),
        ("QRN0204", "'Author.Boss.Name' may be null; say what to write then: {{ Author.Boss.Name | default(\"…\") }}"),
        ("QRN0204", "'Note' may be null; say what to write then: {{ Note | default(\"…\") }}"));

    [Fact]
    public Task A_value_without_a_text_form_is_reported() => Expect(
        "{{ [|Author|] }} {{ [|Tags|] | xml }} {{ [|Callback|] }} {{ Author | json }} {{ Tags | json | xml }}",
        ("QRN0205", "'Author' is a 'Person', which has no text form; name one of its members, or write it as JSON with '| json'"),
        ("QRN0205", "'Tags' is a 'List<string>', which has no text form; write it as JSON with '| json'"),
        ("QRN0205", "'Callback' is a 'Action', which has no text form; use a member that is text, a number, a date or an enum"));

    [Fact]
    public Task The_answer_of_a_query_cannot_be_used_yet() => Expect(
        "{{ [|Other|] }} {{ [|Answer|] }}",
        ("QRN0206", "'Other' uses the answer of another query, which is not supported yet; use only members that come in with the row"),
        ("QRN0206", "'Answer' uses the answer of its own query, which is not supported yet; use only members that come in with the row"));

    [Fact]
    public Task A_filter_that_cannot_follow_is_reported() => Expect(
        "{{ Text | xml | [|xml|] }} {{ Author.Age | default(\"?\") | [|json|] }} {{ Callback | [|json|] }} {{ Text | xml | [|json|] }} {{ \"a\" | [|xml|] }}",
        ("QRN0207", "The filter 'xml' cannot be applied to text that is escaped for XML already"),
        ("QRN0207", "The filter 'json' cannot be applied to a text that stands in for null; leave 'default' out, null is written as null"),
        ("QRN0207", "The filter 'json' cannot be applied to a 'Action', which has no JSON form"),
        ("QRN0207", "The filter 'json' cannot be applied to text that a filter has made already"),
        ("QRN0207", "The filter 'xml' cannot be applied to a fixed text; write the result itself"));

    [Fact]
    public Task An_empty_template_is_reported() => Diagnosis.Expect(
        "[QueryRow] public partial record Row { [Query([|\"\"|])] public required string Answer { get; init; } }",
        ("QRN0106", "'Answer' asks nothing because its template is empty"));

    [Theory]
    [InlineData("List<(string Speaker, string Text)>", "List<(string Speaker, string Text)>")]
    [InlineData("Dictionary<string, object>", "Dictionary<string, object>")]
    [InlineData("Dictionary<DayOfWeek, int>", "Dictionary<DayOfWeek, int>")]
    [InlineData("System.Text.Json.Nodes.JsonObject", "JsonObject")]
    [InlineData("List<List<object>>", "List<List<object>>")]
    [InlineData("Token", "Token")]
    public Task What_holds_something_without_a_JSON_form_has_none_itself(string type, string name) => Diagnosis.Expect(
        $$$"""
        public class Token : List<Token>;

        [QueryRow]
        public partial record Row { public required {{{type}}} Value { get; init; } [Query("{{ Value | [|json|] }}")] public required string Answer { get; init; } }
        [QueryRow]
        public partial record Other { public required {{{type}}} [|Value|] { get; init; } [Query("x")] public required string Answer { get; init; } }
        """,
        ("QRN0207", $"The filter 'json' cannot be applied to a '{name}', which has no JSON form"),
        ("QRN0402", $"'Value' is a '{name}', which has no JSON form, so that it is left out of the columns; [JsonIgnore] says that this is meant"));

    [Fact]
    public Task Lists_and_maps_of_what_has_a_JSON_form_have_one() => Diagnosis.Expect(
        """
        public record Node(List<Node> Children, Dictionary<string, Uri?[]> Links);

        [QueryRow]
        public partial record Row { public required Node[] Value { get; init; } [Query("{{ Value | json }}")] public required string Answer { get; init; } }
        """);
}
