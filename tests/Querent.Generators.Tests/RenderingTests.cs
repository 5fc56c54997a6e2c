using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests;

public sealed class RenderingTests
{
    private static readonly Everything.Input Input = new()
    {
        Text = "a \"b\" <c> & 'd' \\ \u0001 \u2028 é 😀\r\n",
        Author = new Person("Ann", new Person("Bob", null, 60), null, "hidden"),
        Readers = [new Person("Cy", null, 1)],
        When = new DateTime(2026, 11, 24, 8, 0, 0, DateTimeKind.Utc),
        Moment = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.FromHours(1)),
        Day = new DateOnly(2026, 11, 24),
        Time = new TimeOnly(8, 30),
        Length = TimeSpan.FromSeconds(90),
    };

    [Fact]
    public void The_system_message_is_sent_as_it_is()
        => Assert.Equal("Text: \"\\\" \u2028 😀\n", Everything.Prompts.Values.Render(Input).System);

    [Fact]
    public void A_row_without_a_system_message_sends_none()
        => Assert.Null(First.Prompts.Summary.Render(new First.Input("1") { Text = "x" }).System);

    [Fact]
    public void Values_are_written_as_their_invariant_text()
        => Assert.Equal(
            Input.Text + "|\"|false|-9007199254740993|0|0.1|0|1.50|00000000-0000-0000-0000-000000000000",
            Everything.Prompts.Values.Render(Input).User);

    [Fact]
    public void Dates_are_written_in_their_round_trip_form()
        => Assert.Equal(
            "2026-11-24T08:00:00.0000000Z|2026-11-24T08:00:00.0000000+01:00|2026-11-24|08:30:00.0000000|00:01:30",
            Everything.Prompts.Dates.Render(Input).User);

    [Fact]
    public void Xml_escapes_what_XML_reserves_and_nothing_else()
        => Assert.Equal(
            "<angry> & \"loud\"|&lt;angry&gt; &amp; &#34;loud&#34;|&#34;|a &#34;b&#34; &lt;c&gt; &amp; &#39;d&#39; \\ \u0001 \u2028 é 😀\r\n|-9007199254740993",
            Everything.Prompts.Escaped.Render(Input).User);

    [Fact]
    public void Default_stands_in_for_null_and_only_for_null()
    {
        Assert.Equal(
            "\"none\" <b>|&lt;none&gt;|?|-|-|Bob|60",
            Everything.Prompts.Defaults.Render(Input).User);

        Everything.Input full = Input with
        {
            Note = "<n>",
            Count = 0,
            Link = new Uri("http://a/ü"),
            Other = Mood.Calm,
            Author = new Person("Ann", null, 3),
        };
        Assert.Equal("<n>|&lt;n&gt;|0|http://a/ü|Calm|-|-", Everything.Prompts.Defaults.Render(full).User);
    }

    [Fact]
    public void Json_writes_any_value_as_JSON()
    {
        string[] parts = Everything.Prompts.Json.Render(Input with { Scores = new() { ["a"] = 1, ["b"] = null }, Tags = ["x"], Data = [1, 2], Text = "a|".Replace("|", "\"", StringComparison.Ordinal) }).User.Split('|');

        Assert.Equal(
            [
                """{"name":"Ann","boss":{"name":"Bob","boss":null,"age":60},"age":null}""",
                "\"a\\\"\"",
                "null",
                "60",
                """[{"name":"Cy","boss":null,"age":1}]""",
                """{"a":1,"b":null}""",
                """["x"]""",
                """
                "<angry> & \"loud\""
                """,
                "\"AQI=\"",
                "\"'a'\"",
                "&#34;a\\&#34;&#34;",
            ],
            parts);
        Assert.Equal("a\"", JsonDocument.Parse(parts[1]).RootElement.GetString());
    }

    [Fact]
    public void Braces_that_open_nothing_are_text()
        => Assert.Equal("{{ {% {# }} { } %} x", Everything.Prompts.Braces.Render(Input with { Text = "x" }).User);

    [Fact]
    public void The_hash_is_that_of_system_message_line_feed_and_template()
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes("Be strict.\nIs {{ Text }} of {{ Id }} good?"));

        Assert.Equal(Convert.ToHexStringLower(hash), Second.Prompts.IsGood.TemplateHash);
        Assert.Equal(Second.Prompts.IsGood.TemplateHash, Plans.Query<Second>("IsGood").TemplateHash);
        Assert.NotEqual(First.Prompts.Summary.TemplateHash, Second.Prompts.Summary.TemplateHash);
    }

    [Fact]
    public void A_derived_row_renders_its_bases_queries_with_its_own_system_message()
    {
        RenderedPrompt prompt = Second.Prompts.Summary.Render(new Second.Input("7") { Text = "it" });

        Assert.Equal(new RenderedPrompt("Be strict.", "Sum up it."), prompt);
    }

    [Fact]
    public void A_template_may_use_what_only_the_authors_input_type_has()
        => Assert.Equal("Lost: x", Handled.Prompts.Reply.Render(new Ticket { Text = "x", Subject = "Lost" }).User);

    [Fact]
    public void A_nested_rows_prompt_is_rendered()
        => Assert.Equal("x", Outer.Middle.Inner.Prompts.Answer.Render(new() { Text = "x" }).User);
}
