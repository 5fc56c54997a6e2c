using Querent.Generators.Templates;

namespace Querent.Generators.Tests;

public sealed class TemplateParserTests
{
    [Fact]
    public void Text_without_placeholders_is_one_node()
    {
        Template template = TemplateParser.Parse("a { b } }} %} #} \r\n");

        Assert.Empty(template.Errors);
        Assert.Equal(new TextNode(new TemplateSpan(0, 19), "a { b } }} %} #} \n"), Assert.Single(template.Nodes));
    }

    [Fact]
    public void An_empty_template_has_no_nodes() => Assert.Empty(TemplateParser.Parse("").Nodes);

    [Fact]
    public void Text_around_placeholders_is_kept_to_the_character()
    {
        Template template = TemplateParser.Parse(" a\n{{x}}\n b ");

        Assert.Collection(
            template.Nodes,
            node => Assert.Equal(" a\n", Assert.IsType<TextNode>(node).Text),
            node => Assert.Equal(new TemplateSpan(3, 5), Assert.IsType<OutputNode>(node).Span),
            node => Assert.Equal("\n b ", Assert.IsType<TextNode>(node).Text));
    }

    [Fact]
    public void A_path_with_filters_knows_where_each_of_its_parts_is()
    {
        const string Text = "{{ Customer . Name|default( 'it\\'s', 3, Other.X )  | xml }}";
        FilterNode xml = Assert.IsType<FilterNode>(Expression(Text));
        FilterNode fallback = Assert.IsType<FilterNode>(xml.Target);
        MemberNode member = Assert.IsType<MemberNode>(fallback.Target);

        Assert.Equal("xml", Part(Text, xml.NameSpan));
        Assert.Equal("default", Part(Text, fallback.NameSpan));
        Assert.Equal("Customer . Name|default( 'it\\'s', 3, Other.X )", Part(Text, fallback.Span));
        Assert.Equal("Name", Part(Text, member.NameSpan));
        Assert.Equal("Customer . Name", Part(Text, member.Span));
        Assert.Equal("Customer", Part(Text, member.Target.Span));
        Assert.Collection(
            fallback.Arguments,
            argument => Assert.Equal("it's", Assert.IsType<StringNode>(argument.Value).Value),
            argument => Assert.Equal("3", Assert.IsType<NumberNode>(argument.Value).Text),
            argument => Assert.Equal("X", Assert.IsType<MemberNode>(argument.Value).Name));
    }

    [Theory]
    [InlineData("\"a\\n\\t\\r\\\\\\\"'\"", "a\n\t\r\\\"'")]
    [InlineData("'}} {{ \"'", "}} {{ \"")]
    [InlineData("\"\"", "")]
    public void A_text_resolves_its_escapes(string text, string value)
        => Assert.Equal(value, Assert.IsType<StringNode>(Expression($"{{{{ {text} }}}}")).Value);

    [Fact]
    public void A_placeholder_may_take_several_lines()
        => Assert.IsType<FilterNode>(Expression("{{\n  a\n  | b\n}}"));

    [Fact]
    public void Reading_goes_on_behind_an_error()
    {
        Template template = TemplateParser.Parse("{{ a b }} x {{ }} y {{ c }} {% if %} z {{ d");

        Assert.Equal(
            [TemplateErrorKind.Unexpected, TemplateErrorKind.Empty, TemplateErrorKind.Unexpected, TemplateErrorKind.Unclosed, TemplateErrorKind.UnclosedBlock],
            template.Errors.Select(error => error.Kind));
        Assert.Equal("c", Assert.IsType<NameNode>(Assert.Single(template.Nodes.OfType<OutputNode>()).Expression).Name);
    }

    [Theory]
    [InlineData(".a")]
    [InlineData("|a")]
    public void A_placeholder_of_endless_parts_is_refused(string part)
    {
        TemplateError error = Assert.Single(TemplateParser.Parse("{{ a" + string.Concat(Enumerable.Repeat(part, 100_000)) + " }}").Errors);

        Assert.Equal((TemplateErrorKind.Unexpected, 1), (error.Kind, error.Span.Length));
    }

    [Fact]
    public void Equal_templates_are_equal()
    {
        const string Text = "a {{ b.c | d(\"e\") }} {{ f g }}";

        Assert.Equal(TemplateParser.Parse(Text), TemplateParser.Parse(Text));
        Assert.NotEqual(TemplateParser.Parse(Text), TemplateParser.Parse(Text + " "));
    }

    [Fact]
    public void Any_text_is_read_to_its_end_with_spans_inside_of_it()
    {
        string[] pieces = ["{{", "}}", "{%", "%}", "{#", "#}", "{", "}", " ", "\n", "a", "Text", ".", "|", "(", ")", ",", "\"", "'", "\\", "9", "é", "\ud83d", "\ude00", "-", "default", "xml"];
        var random = new Random(20261124);
        for (int i = 0; i < 20_000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 24)).Select(_ => pieces[random.Next(pieces.Length)]));
            Template template = TemplateParser.Parse(text);

            Assert.All(template.Nodes, node => AssertInside(node.Span, text));
            Assert.All(template.Errors, error => AssertInside(error.Span, text));
            Assert.All(template.Errors, error => Assert.True(error.Span.Length > 0, text));
            Assert.Equal(template.Nodes.Select(node => node.Span.Start).Order(), template.Nodes.Select(node => node.Span.Start));
        }
    }

    private static void AssertInside(TemplateSpan span, string text)
        => Assert.True(span.Start >= 0 && span.Length >= 0 && span.End <= text.Length, text);

    private static ExpressionNode Expression(string text)
    {
        Template template = TemplateParser.Parse(text);
        Assert.Empty(template.Errors);
        return Assert.IsType<OutputNode>(Assert.Single(template.Nodes)).Expression;
    }

    private static string Part(string text, TemplateSpan span) => text.Substring(span.Start, span.Length);
}
