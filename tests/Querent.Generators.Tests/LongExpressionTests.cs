using Querent.Generators.Binding.Prompts;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

/// <summary>An expression costs as much code as it is long, however it is nested.</summary>
public sealed class LongExpressionTests
{
    private const string Types = "public static class Filters;\n\n";
    private const string Members = "    public string? Note { get; init; }\n    public int Three { get; init; }\n    public bool Yes { get; init; }\n";
    private const int MostCharactersPerOperand = 1_000;

    public static readonly TheoryData<string, int, string> Cases = new()
    {
        { $"{{{{ {string.Join(" or ", Enumerable.Repeat("Note", 59))} or 'x' }}}}", 60, "x" },
        { $"{{{{ ({string.Join(" or ", Enumerable.Repeat("Note", 59))} or 'x') ~ '.' }}}}", 60, "x." },
        { $"{{% if ({string.Join(" or ", Enumerable.Repeat("Note", 59))} or 'x') == 'x' %}}y{{% endif %}}", 60, "y" },
        { $"{{{{ Note{string.Concat(Enumerable.Repeat(" | default(Note, true)", 39))} | default('x', true) }}}}", 41, "x" },
        { $"{{{{ {Nested("(Note or 'x')", 18, inner => $"({inner} | upper or Note | default(''))")} or 'x' }}}}", 39, "X" },
        { $"{{{{ {Nested("(Three == 3)", 20, inner => $"(Yes == {inner} == Yes)")} }}}}", 42, "true" },
        { $"{{{{ {Nested("(Three == 3)", 20, inner => $"({inner} in [Yes, false])")} }}}}", 42, "true" },
        { $"{{{{ {Nested("Three", 15, inner => $"(({inner} or 1) if Yes else none)")} | default('x') }}}}", 46, "3" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_long_expression_renders_and_its_code_grows_with_its_operands_alone(string template, int operands, string prompt)
    {
        // The length comes first: what is too long is not worth compiling.
        Assert.InRange(Length(template) - Length("x"), 1, operands * MostCharactersPerOperand);

        Assert.Equal([prompt], await Renderings.Of(Types, Members, "new() { Three = 3, Yes = true }", [template]));
    }

    [Fact]
    public void An_expression_that_doubles_at_each_level_is_found_too_large_without_being_written_out()
    {
        BoundExpression value = new BoundLocal(BoundType.Boolean, "yes");
        Assert.True(Repetition.IsBounded(value));
        for (int level = 0; level < 60; level++)
        {
            value = new BoundLogical(IsAnd: true, value, value);
        }

        Assert.False(Repetition.IsBounded(value));
    }

    private static string Nested(string innermost, int levels, Func<string, string> around)
        => Enumerable.Range(0, levels).Aggregate(innermost, (inner, _) => around(inner));

    private static int Length(string template)
        => GeneratorRun.Of($"[QueryRow] public partial record Row {{\n{Members}[Query(\"{template}\")] public required string Answer {{ get; init; }} }}").Source.Length;
}
