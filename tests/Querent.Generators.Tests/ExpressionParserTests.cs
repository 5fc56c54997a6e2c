using Querent.Generators.Templates;

namespace Querent.Generators.Tests;

public sealed class ExpressionParserTests
{
    [Theory]
    [InlineData("a or b and c", "(a or (b and c))")]
    [InlineData("not a and not b or c", "(((not a) and (not b)) or c)")]
    [InlineData("not a == b", "(not (a == b))")]
    [InlineData("a ~ b == c ~ d | e", "((a ~ b) == (c ~ (d | e)))")]
    [InlineData("a < b <= c", "((a < b) and (b <= c))")]
    [InlineData("a not in b and c in [1, 'x']", "((a not in b) and (c in [1, 'x']))")]
    [InlineData("a if b else c if d else e", "(a if b else (c if d else e))")]
    [InlineData("(a if b else c) | d", "((a if b else c) | d)")]
    [InlineData("a.b[c.d]['e'].f(g, h=-1) | i(2.5e3, j=true)", "(a.b[c.d]['e'].f(g, h=-1) | i(2.5e3, j=True))")]
    [InlineData("not a is none", "(not (a is none))")]
    [InlineData("a | b is not defined", "((a | b) is not defined)")]
    [InlineData("None == none or True != false", "((none == none) or (True != False))")]
    [InlineData("a.if.in.none", "a.if.in.none")]
    public void Operators_bind_as_in_Jinja2(string expression, string tree)
    {
        Template template = TemplateParser.Parse($"{{{{ {expression} }}}}");

        Assert.Empty(template.Errors);
        Assert.Equal(tree, Show(Assert.IsType<OutputNode>(Assert.Single(template.Nodes)).Expression));
    }

    [Fact]
    public void Blocks_hold_what_stands_between_their_tags()
    {
        Template template = TemplateParser.Parse("{% if a %}1{% elif b %}{% for x, y in c %}2{% else %}3{% endfor %}{% else %}4{% endif %}5");

        Assert.Empty(template.Errors);
        Assert.Equal("if a [1] elif b [for x, y in c [2] else [3]] else [4] 5", string.Join(" ", template.Nodes.Select(Show)));
    }

    [Theory]
    [InlineData("{% if a %}", "{% endif %}")]
    [InlineData("{% for a in b %}", "{% endfor %}")]
    public void Blocks_may_be_32_deep_and_no_deeper(string open, string close)
    {
        Assert.Empty(TemplateParser.Parse(Nested(32)).Errors);
        TemplateError error = Assert.Single(TemplateParser.Parse(Nested(33)).Errors);
        Assert.Equal((TemplateErrorKind.Unsupported, 32 * open.Length), (error.Kind, error.Span.Start));

        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "x" + string.Concat(Enumerable.Repeat(close, depth));
    }

    [Theory]
    [InlineData("((")]
    [InlineData("not ")]
    [InlineData("[")]
    [InlineData("a and ")]
    [InlineData("a if b else ")]
    [InlineData("a | b(")]
    public void Endless_expressions_are_refused(string part)
        => Assert.Single(TemplateParser.Parse("{{ " + string.Concat(Enumerable.Repeat(part, 50_000)) + " }}").Errors);

    private static string Show(TemplateNode node) => node switch
    {
        TextNode text => text.Text,
        IfNode choice => string.Join(" el", choice.Branches.Select(branch => $"if {Show(branch.Condition)} [{string.Concat(branch.Body.Select(Show))}]"))
            + $" else [{string.Concat(choice.Else.Select(Show))}]",
        ForNode loop => $"for {string.Join(", ", loop.Targets.Select(Show))} in {Show(loop.Source)} [{string.Concat(loop.Body.Select(Show))}] else [{string.Concat(loop.Else.Select(Show))}]",
        _ => node.ToString()!,
    };

    private static string Show(ExpressionNode node) => node switch
    {
        NameNode name => name.Name,
        MemberNode member => $"{Show(member.Target)}.{member.Name}",
        IndexNode index => $"{Show(index.Target)}[{Show(index.Index)}]",
        CallNode call => $"{Show(call.Target)}({string.Join(", ", call.Arguments.Select(Show))})",
        FilterNode { Arguments.Count: 0 } filter => $"({Show(filter.Target)} | {filter.Name})",
        FilterNode filter => $"({Show(filter.Target)} | {filter.Name}({string.Join(", ", filter.Arguments.Select(Show))}))",
        TestNode test => $"({Show(test.Target)} is {(test.IsNegated ? "not " : "")}{test.Name})",
        CompareNode compare => $"({Show(compare.Left)} {compare.Operator} {Show(compare.Right)})",
        LogicalNode logical => $"({Show(logical.Left)} {(logical.IsAnd ? "and" : "or")} {Show(logical.Right)})",
        NotNode not => $"(not {Show(not.Operand)})",
        ConditionalNode choice => $"({Show(choice.WhenTrue)} if {Show(choice.Condition)} else {Show(choice.WhenFalse)})",
        ConcatNode concat => $"({Show(concat.Left)} ~ {Show(concat.Right)})",
        ListNode list => $"[{string.Join(", ", list.Items.Select(Show))}]",
        StringNode text => $"'{text.Value}'",
        NumberNode number => number.Text,
        BooleanNode boolean => boolean.Value.ToString(),
        NoneNode => "none",
        _ => node.ToString()!,
    };

    private static string Show(ArgumentNode argument) => argument.Name is null ? Show(argument.Value) : $"{argument.Name}={Show(argument.Value)}";
}
