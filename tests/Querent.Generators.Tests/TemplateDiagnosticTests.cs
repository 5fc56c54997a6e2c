using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class TemplateDiagnosticTests
{
    private static Task Expect(string template, params (string Id, string Message)[] expected) => Diagnosis.Expect(
        $$"""""
        public sealed record Person(string Name, Person? Boss, int? Age);
        public enum Mood { Calm, [JsonStringEnumMemberName("very-angry")] Angry }
        public static class Filters { public static string Shout(string text, int times, string end = "") => text + times + end; }

        [QueryRow(Filters = [typeof(Filters)])]
        public partial record Row
        {
            public required string Text { get; init; }
            public string? Note { get; init; }
            public int Count { get; init; }
            public DateOnly Day { get; init; }
            public Mood Mood { get; init; }
            public required Person Author { get; init; }
            public required List<string> Tags { get; init; }
            public List<string>? Others { get; init; }
            public required Dictionary<string, int> Scores { get; init; }
            [JsonIgnore] public required Action Callback { get; init; }
            [Query({{(template.Contains('\n', StringComparison.Ordinal) ? $"@\"{template}\"" : $"\"\"\"{template}\"\"\"")}})] public required string Answer { get; init; }
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
    [InlineData("{{ [|.|]Text }}", ".", "a value")]
    [InlineData("{{ Text.[|}}|]", "}}", "a member's name")]
    [InlineData("{{ Text [|Note|] }}", "Note", "an operator, '|' or '}}'")]
    [InlineData("{{ Text | [|}}|]", "}}", "a filter's name")]
    [InlineData("{{ Note | default(\"a\" [|\"b\"|]) }}", "b", "',' or ')'")]
    [InlineData("{{ Note | default([|,|]) }}", ",", "a value")]
    [InlineData("{{ Text [|=|] 0 }}", "=", "an operator, '|' or '}}'")]
    [InlineData("{{[|{|] Text }}}", "{", "a value")]
    [InlineData("{{ [|else|] }}", "else", "a value ('else' is a word of the language)")]
    [InlineData("{{ 'a' if Text [|}}|]", "}}", "'else' and what to write then")]
    [InlineData("{{ Text not [|Note|] }}", "Note", "'in'")]
    [InlineData("{{ (Text [|}}|]", "}}", "')'")]
    [InlineData("{{ Tags[0 [|}}|]", "}}", "']'")]
    [InlineData("{{ Text is [|}}|]", "}}", "a test, as in 'is none'")]
    [InlineData("{% [|=|] %}", "=", "a tag's name")]
    [InlineData("{% if [|%}|]x{% endif %}", "%}", "a value")]
    [InlineData("{% if Text [|Note|] %}x{% endif %}", "Note", "'%}'")]
    [InlineData("{% if Text %}x{% endif [|Text|] %}", "Text", "'%}'")]
    [InlineData("{% for [|in|] Tags %}x{% endfor %}", "in", "a name for each item")]
    [InlineData("{% for x [|of|] Tags %}x{% endfor %}", "of", "'in'")]
    [InlineData("{% for [|loop|] in Tags %}x{% endfor %}", "loop", "a name for each item")]
    [InlineData("{% for a, [|b|] in Tags %}x{% endfor %}", "b", "one name for each item")]
    [InlineData("{% include [|Text|] %}", "Text", "a file's path in quotes")]
    [InlineData("{{ [|1e999|] }}", "1e999", "a number that a 'double' can hold")]
    public Task A_malformed_placeholder_is_reported_at_what_does_not_belong(string template, string found, string expected)
        => Expect(template, ("QRN0103", $"Unexpected '{found}': {expected} should stand here"));

    [Fact]
    public Task A_text_without_its_closing_quote_is_reported() => Expect(
        "{{ Note | default([|'|]none) }} and {{ Text }}", ("QRN0104", "This text has no closing '"));

    [Theory]
    [InlineData("{% if Text %}a [|{{|] Text {% endif %}", "placeholder", "}}")]
    [InlineData("{% if Text %}a{% endif %}[|{%|] if Note", "tag", "%}")]
    [InlineData("{{ Text }}[|{#|] Text", "comment", "#}")]
    public Task What_has_no_end_is_reported_at_its_beginning(string template, string what, string close) => Expect(
        template, ("QRN0101", $"This {what} has no '{close}' to end it"));

    [Theory]
    [InlineData("{{ 1 [|+|] 2 }}", "Arithmetic", "compute the value in C# and name it here; '~' joins texts")]
    [InlineData("{{ [|-|]Text }}", "Arithmetic", "compute the value in C# and name it here")]
    [InlineData("{% [|set|] x = 1 %}{{ Text }}", "The tag 'set'", "compute the value in C# and name it here")]
    [InlineData("{% for x in Tags [|if|] x %}{{ x }}{% endfor %}", "'if' in a 'for' tag", "put an 'if' tag into the loop")]
    [InlineData("{{ [|Text.Trim()|] }}", "A call", "make it a filter, by a static method of a type that [QueryRow(Filters = …)] names, or a property")]
    [InlineData("{{ [|[1, 2]|] | join }}", "A list", "it can only stand behind 'in', in a condition")]
    [InlineData("{% include 'a' [|ignore|] missing %}", "'ignore' in an 'include' tag", "an included file has to exist and sees all that is seen here")]
    [InlineData("{{ [|Text and Tags|] }}", "'and' between values", "write {{ b if a else c }}, and say what c is")]
    public Task What_Jinja2_has_and_the_language_has_not_is_reported(string template, string what, string advice) => Expect(
        template, ("QRN0105", $"{what} is not in the template language; {advice}"));

    [Theory]
    [InlineData("{% [|iff|] Text %}", "iff", "; did you mean 'if'?")]
    [InlineData("{% [|frobnicate|] %}", "frobnicate", "")]
    public Task An_unknown_tag_is_reported_with_the_nearest_name(string template, string name, string suggestion) => Expect(
        template, ("QRN0109", $"There is no tag '{name}'{suggestion}"));

    [Theory]
    [InlineData("a\n[|{% if Text %}|]b", "if")]
    [InlineData("[|{% for x in Tags %}|]{% if x %}b{% endif %}", "for")]
    [InlineData("[|{% raw %}|]{{ Text }}", "raw")]
    public Task A_block_without_an_end_is_reported_at_its_tag(string template, string keyword) => Expect(
        template, ("QRN0108", $"This '{keyword}' has no end; write {{% end{keyword} %}} where it ends"));

    [Theory]
    [InlineData("a[|{% endif %}|]", "endif", "no 'if' is open")]
    [InlineData("{% for x in Tags %}[|{% endif %}|]{% endfor %}", "endif", "the 'for' in line 1 is open, and no 'if'")]
    [InlineData("{% for x in Tags %}\n{% if x %}[|{% endfor %}|]", "endfor", "the 'if' in line 2 has to be ended before it")]
    [InlineData("[|{% else %}|]a", "else", "it belongs into an 'if' or a 'for'")]
    [InlineData("{% if Text %}a{% else %}b[|{% else %}|]c{% endif %}", "else", "there is one already")]
    [InlineData("{% if Text %}a{% else %}b[|{% elif Note %}|]c{% endif %}", "elif", "it has to stand before 'else'")]
    [InlineData("{% for x in Tags %}[|{% elif Note %}|]c{% endfor %}", "elif", "it belongs into an 'if'")]
    public Task A_tag_in_a_wrong_place_is_reported(string template, string name, string why) => Expect(
        template, ("QRN0110", $"'{name}' does not belong here: {why}"));

    [Fact]
    public Task An_unknown_member_is_reported_with_the_nearest_name() => Expect(
        "{{ [|Txet|] }} {{ Author.[|nmae|] | xml }} {{ [|Unlike|] }} {{ Text.[|Length|] }}",
        ("QRN0201", "'Row' has no member 'Txet'; did you mean 'Text'?"),
        ("QRN0201", "'Person' has no member 'nmae'; did you mean 'Name'?"),
        ("QRN0201", "'Row' has no member 'Unlike'"),
        ("QRN0201", "'string' has no member 'Length'; write '| length'"));

    [Fact]
    public Task An_unknown_filter_is_reported_with_the_nearest_name() => Expect(
        "{{ Text | [|xlm|] }} {{ Text | [|frobnicate|] }} {{ Text | [|shuot|] }} {{ Text | [|tojson|] }}",
        ("QRN0202", "There is no filter 'xlm'; did you mean 'xml'?"),
        ("QRN0202", "There is no filter 'frobnicate'"),
        ("QRN0202", "There is no filter 'shuot'; did you mean 'shout'?"),
        ("QRN0202", "There is no filter 'tojson'; did you mean 'json'?"));

    [Theory]
    [InlineData("{{ Text | xml([|\"a\"|]) }}", "xml", "no argument")]
    [InlineData("{{ Note | default('a', [|'b'|]) }}", "default", "what to write for null, and true where it is to stand for what is empty as well: default(\"none\", true)")]
    [InlineData("{{ Text | truncate(9, [|length=3|]) }}", "truncate", "a length, and then whether words may be cut, what to write at the end, and a tolerance: truncate(255, false, \"...\", 5)")]
    [InlineData("{{ Text | truncate([|Text|]) }}", "truncate", "a length, and then whether words may be cut, what to write at the end, and a tolerance: truncate(255, false, \"...\", 5)")]
    [InlineData("{{ Text | indent([|size=3|]) }}", "indent", "a number of spaces or a text, and then whether to indent the first line and blank lines: indent(4, false, false)")]
    [InlineData("{{ Tags | join([|1|]) }}", "join", "what to write between the items, and the name of a member to write of each: join(\", \", attribute=\"Name\")")]
    [InlineData("{{ Count | round([|16|]) }}", "round", "a number of digits from 0 to 15 and a method, \"common\", \"ceil\" or \"floor\": round(2, \"floor\")")]
    [InlineData("{{ Count | round(1, [|'up'|]) }}", "round", "a number of digits from 0 to 15 and a method, \"common\", \"ceil\" or \"floor\": round(2, \"floor\")")]
    [InlineData("{{ Day | date([|'HH:mm'|]) }}", "date", "a format of .NET: date(\"yyyy-MM-dd\")")]
    [InlineData("{{ Day | date([|'yyyy:MM'|]) }}", "date", "a format of .NET: date(\"yyyy-MM-dd\")")]
    [InlineData("{{ Day | date([|\"d 'of\"|]) }}", "date", "a format of .NET: date(\"yyyy-MM-dd\")")]
    [InlineData("{{ Day | [|date|] }}", "date", "a format of .NET: date(\"yyyy-MM-dd\")")]
    [InlineData("{{ Text | shout(end='!', [|2|]) }}", "shout", "'int times', 'string end' or nothing")]
    [InlineData("{{ Text | shout(times=1, [|'!'|]) }}", "shout", "'int times', 'string end' or nothing")]
    [InlineData("{{ Text | shout([|'a'|]) }}", "shout", "'int times', 'string end' or nothing")]
    [InlineData("{{ Text | [|shout|] }}", "shout", "'int times', 'string end' or nothing")]
    public Task A_filter_with_the_wrong_arguments_is_reported(string template, string filter, string usage) => Expect(
        template, ("QRN0203", $"The filter '{filter}' takes {usage}"));

    [Fact]
    public Task A_value_that_may_be_null_needs_a_default() => Expect(
        "{{ [|Note|] }} {{ [|Author.Age|] }} {{ [|Author.Boss.Name|] }} {{ [|Note|] | xml }} {{ Note | default(\"\") }} {{ Note | json }}",
        ("QRN0204", "'Note' may be null; say what to write then: {{ Note | default(\"…\") }}"),
        ("QRN0204", "'Author.Age' may be null; say what to write then: {{ Author.Age | default(\"…\") }}"),
        ("QRN0204", "'Author.Boss.Name' may be null; say what to write then: {{ Author.Boss.Name | default(\"…\") }}"),
        ("QRN0204", "'Note' may be null; say what to write then: {{ Note | default(\"…\") }}"));

    [Fact]
    public Task A_value_without_a_text_form_is_reported() => Expect(
        "{{ [|Author|] }} {{ [|Tags|] | xml }} {{ [|Callback|] }} {{ Author | json }} {{ Tags | json | xml }}",
        ("QRN0205", "'Author' is a 'Person', which has no text form; name one of its members, or write it as JSON with '| json'"),
        ("QRN0205", "'Tags' is a 'List<string>', which has no text form; loop over it, join it with '| join(\", \")', or write it as JSON with '| json'"),
        ("QRN0205", "'Callback' is a 'Action', which has no text form; use a member that is text, a number, a date or an enum"));

    [Theory]
    [InlineData("{% if [|Count == 'a'|] %}x{% endif %}", "int", "string", "be compared with '=='")]
    [InlineData("{% if [|Text < 3|] %}x{% endif %}", "string", "int", "be compared with '<'")]
    [InlineData("{{ [|Day != '2026-11-24'|] }}", "DateOnly", "string", "be compared with '!='")]
    [InlineData("{{ [|Mood < 'Calm'|] }}", "Mood", "string", "be compared with '<'")]
    [InlineData("{{ [|Text in Count|] }}", "string", "int", "be compared with 'in'")]
    [InlineData("{{ [|Count in Tags|] }}", "string", "int", "be compared with '=='")]
    [InlineData("{{ [|Count < none|] }}", "int", "none", "be compared with '<'")]
    [InlineData("{{ Count in [1, [|'2'|]] }}", "int", "string", "be compared with '=='")]
    [InlineData("{{ ([|Tags if Text else Count|]) | json }}", "List<string>", "int", "stand for each other")]
    [InlineData("{{ [|Author == Author|] }}", "Person", "Person", "be compared with '=='")]
    public Task Values_of_unlike_types_are_reported(string template, string left, string right, string what) => Expect(
        template, ("QRN0208", $"A '{left}' and a '{right}' cannot {what}"));

    [Theory]
    [InlineData("{% if Mood == [|'Agnry'|] %}x{% endif %}", "Agnry", "; did you mean 'Angry'?")]
    [InlineData("{% if [|'very-angry'|] != Mood %}x{% endif %}", "very-angry", "; did you mean 'Angry'?")]
    [InlineData("{{ Mood in ['Calm', [|'Happy'|]] }}", "Happy", "")]
    public Task A_name_that_is_no_member_of_the_enum_is_reported(string template, string name, string suggestion) => Expect(
        template, ("QRN0209", $"The enum 'Mood' has no member '{name}'{suggestion}"));

    [Theory]
    [InlineData("{% for x in [|Text|] %}{{ x }}{% endfor %}", "Text", "string", "a list or a dictionary")]
    [InlineData("{% for x in [|Author|] %}{{ x }}{% endfor %}", "Author", "Person", "a list or a dictionary")]
    [InlineData("{% for k, v in [|Tags|].items() %}{{ k }}{% endfor %}", "Tags", "List<string>", "a dictionary")]
    public Task A_loop_over_what_is_no_list_is_reported(string template, string name, string type, string needed) => Expect(
        template, ("QRN0210", $"'{name}' is a '{type}', and a 'for' takes {needed}"));

    [Theory]
    [InlineData("{% for x in [|Others|] %}{{ x }}{% endfor %}", "Others")]
    [InlineData("{{ [|Others|][0] | default('') }}", "Others")]
    [InlineData("{{ [|Author.Age|] < 3 }}", "Author.Age")]
    [InlineData("{{ 'a' in [|Note|] }}", "Note")]
    [InlineData("{{ [|Others|] | join }}", "Others")]
    [InlineData("{{ [|Note|] | length }}", "Note")]
    [InlineData("{% if Note or Others %}{% for x in [|Others|] %}{{ x }}{% endfor %}{% endif %}", "Others")]
    [InlineData("{% if not Others %}{% for x in [|Others|] %}{{ x }}{% endfor %}{% endif %}", "Others")]
    [InlineData("{% if Others %}{% endif %}{% for x in [|Others|] %}{{ x }}{% endfor %}", "Others")]
    public Task What_may_be_null_is_not_used_without_a_question(string template, string name) => Expect(
        template, ("QRN0211", $"'{name}' may be null here; ask before: {{% if {name} %}}"));

    [Theory]
    [InlineData("{{ [|Text|][0] }}", "Text", "string", "only lists and dictionaries have items")]
    [InlineData("{{ Tags[[|'a'|]] }}", "Tags", "List<string>", "a list takes a whole number")]
    [InlineData("{{ Scores[[|0|]] }}", "Scores", "Dictionary<string, int>", "a dictionary takes a text")]
    public Task A_wrong_index_is_reported(string template, string name, string type, string wanted) => Expect(
        template, ("QRN0213", $"'{name}' is a '{type}', and {wanted}"));

    [Fact]
    public Task An_unknown_test_is_reported_with_the_nearest_name() => Expect(
        "{{ Note is [|nonne|] }}{{ Note is not [|even|] }}",
        ("QRN0214", "There is no test 'nonne'; did you mean 'none'?"),
        ("QRN0214", "There is no test 'even'"));

    [Fact]
    public Task An_unknown_member_below_a_loop_or_a_dictionary_is_reported() => Expect(
        "{{ [|loop|].index }}{% for x in Tags %}{{ loop.[|indx|] }}{{ x.[|Name|] }}{{ [|y|] }}{% endfor %}{{ [|x|] }}{{ Scores.[|a|] }}{% for p in Tags %}{{ [|loop|] }}{% endfor %}",
        ("QRN0201", "'Row' has no member 'loop'; there is a 'loop' only inside of a 'for'"),
        ("QRN0201", "'loop' has no member 'indx'; did you mean 'index'?"),
        ("QRN0201", "'string' has no member 'Name'"),
        ("QRN0201", "'Row' has no member 'y'; did you mean 'x'?"),
        ("QRN0201", "'Row' has no member 'x'"),
        ("QRN0201", "'Dictionary<string, int>' has no member 'a'; write ['a'] for the value of a key"),
        ("QRN0205", "'loop' is a 'loop', which has no text form; name one of its members, such as loop.index"));

    [Theory]
    [InlineData("{{ Count | [|upper|] }}", "upper", "'Count', a 'int', which is no text")]
    [InlineData("{{ Text | [|round|] }}", "round", "'Text', a 'string', which is no number")]
    [InlineData("{{ Text | [|date|]('d') }}", "date", "'Text', a 'string', which is no date")]
    [InlineData("{{ Text | [|join|] }}", "join", "'Text', a 'string', which is no list")]
    [InlineData("{{ Count | [|length|] }}", "length", "'Count', a 'int', which has no length")]
    [InlineData("{{ Count | [|shout|](1) }}", "shout", "'Count', a 'int'; it takes a 'string'")]
    [InlineData("{{ Others | [|default|](1) | json }}", "default", "a 'List<string>' with a 'int' for null; let both be text, or of one type")]
    public Task A_filter_on_the_wrong_type_is_reported(string template, string filter, string what) => Expect(
        template, ("QRN0207", $"The filter '{filter}' cannot be applied to {what}"));

    [Theory]
    [InlineData("{% if [|Nte|] %}{{ Note }}{% endif %}{{ Author.Age | default('') }}")]
    [InlineData("{% if Note and [|Nte|] %}{% for x in Others %}{{ x }}{% endfor %}{% endif %}")]
    public Task What_a_condition_that_cannot_be_read_says_of_null_is_not_guessed(string template) => Expect(
        template, ("QRN0201", "'Row' has no member 'Nte'; did you mean 'Note'?"));

    [Theory]
    [InlineData("[System.Diagnostics.CodeAnalysis.DisallowNull] string? text", "")]
    [InlineData("string text", "[return: System.Diagnostics.CodeAnalysis.MaybeNull]")]
    public Task What_attributes_say_of_null_holds_for_a_filter(string parameter, string returns) => Diagnosis.Expect(
        $$$"""
        public static class Filters { {{{returns}}} public static string Own({{{parameter}}}) => text; }

        [QueryRow(Filters = [typeof(Filters)])]
        public partial record Row { public string? Note { get; init; } [Query("{{ {{{(returns.Length > 0 ? "[|Note | default('') | own|]" : "[|Note|] | own")}}} }}")] public required string Answer { get; init; } }
        """,
        ("QRN0204", returns.Length > 0
            ? "'Note | default('') | own' may be null; say what to write then: {{ Note | default('') | own | default(\"…\") }}"
            : "'Note' may be null; say what to write then: {{ Note | default(\"…\") }}"));

    [Fact]
    public Task A_query_that_needs_its_own_answer_is_reported_and_one_that_needs_anothers_is_not() => Expect(
        "{{ Other }} {{ [|Answer|] }}",
        ("QRN0215", "'Answer' can only be asked when it has been answered: Answer → Answer; leave out one of these references"));

    [Theory]
    [InlineData("{{ (Text | xml | trim) | [|xml|] }}")]
    [InlineData("{{ (Text | xml if Count else '-') | [|xml|] }}")]
    [InlineData("{{ ('-' if Count else Text | xml) | [|xml|] }}")]
    [InlineData("{{ (Text | xml or '-') | [|xml|] }}")]
    [InlineData("{{ (Note or Text | xml) | [|xml|] }}")]
    [InlineData("{{ (Note | default(Text | xml)) | [|xml|] }}")]
    [InlineData("{{ Text | xml | default('-', true) | [|xml|] }}")]
    [InlineData("{{ ('<b>' ~ (Text | xml)) | [|xml|] }}")]
    [InlineData("{{ (Tags | join(Text | xml)) | indent | [|xml|] }}")]
    [InlineData("{{ Text | xml | upper | json | [|xml|] }}")]
    public Task Text_is_escaped_once_whatever_stands_between(string template)
        => Expect(template, ("QRN0207", "The filter 'xml' cannot be applied to text that is escaped for XML already"));

    [Fact]
    public Task What_is_only_measured_or_compared_may_have_been_escaped() => Expect(
        "{{ (Text | xml | length) | xml }}{{ (Text if (Text | xml) == Note else Author.Name) | xml }}{{ Text | xml | shout(1) | xml }}{{ Text | xml | [|xml|] }}",
        ("QRN0207", "The filter 'xml' cannot be applied to text that is escaped for XML already"));

    [Fact]
    public Task A_filter_that_cannot_follow_is_reported() => Expect(
        "{{ Text | xml | [|xml|] }} {{ Author.Age | default(\"?\") | [|json|] }} {{ Callback | [|json|] }} {{ Text | xml | [|json|] }}",
        ("QRN0207", "The filter 'xml' cannot be applied to text that is escaped for XML already"),
        ("QRN0207", "The filter 'json' cannot be applied to a text that stands in for null; leave 'default' out, null is written as null"),
        ("QRN0207", "The filter 'json' cannot be applied to a 'Action', which has no JSON form"),
        ("QRN0207", "The filter 'json' cannot be applied to text that a filter has made already"));

    [Fact]
    public Task An_empty_template_is_reported() => Diagnosis.Expect(
        "[QueryRow] public partial record Row { [Query([|\"\"|])] public required string Answer { get; init; } }",
        ("QRN0106", "'Answer' asks nothing because its template is empty"));

    [Theory]
    [InlineData("List<(string Speaker, string Text)>", "List<(string Speaker, string Text)>")]
    [InlineData("Dictionary<string, object>", "Dictionary<string, object>")]
    [InlineData("Dictionary<int, int>", "Dictionary<int, int>")]
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
