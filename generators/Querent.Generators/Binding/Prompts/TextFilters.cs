using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>The filters that make text of text.</summary>
internal sealed class TextFilters(BindingContext context, ExpressionBinder expressions)
{
    public static readonly ImmutableArray<string> Names = ["indent", "lower", "trim", "truncate", "upper", "xml"];

    private static readonly BoundConstant Dots = new(BoundType.String, "...");

    public BoundExpression? Apply(FilterNode filter, BoundExpression value)
    {
        if (filter.Name == "xml")
        {
            return ApplyXml(filter, value);
        }

        if (!value.Type.IsText && value.Type.Kind != ValueKind.Enum)
        {
            string type = context.NameOf(value.Type.NotNull);
            return context.Report(BindingRules.FilterDoesNotApply, filter.NameSpan, filter.Name, $"'{context.TextOf(filter.Target.Span)}', a '{type}', which is no text");
        }

        if (!expressions.IsPresent(value, filter.Target))
        {
            return null;
        }

        BoundExpression text = value.Type.Kind == ValueKind.String ? value : new BoundText(value);
        return filter.Name switch
        {
            "upper" => Match(filter, "no argument") is null ? null : Helper("Upper", text),
            "lower" => Match(filter, "no argument") is null ? null : Helper("Lower", text),
            "trim" => ApplyTrim(filter, text),
            "truncate" => ApplyTruncate(filter, text),
            _ => ApplyIndent(filter, text),
        };
    }

    private static BoundHelper Helper(string method, params BoundExpression[] arguments)
        => new(BoundType.String, "PromptText." + method, arguments.ToEquatableArray());

    private static BoundConstant Number(int value)
        => new(BoundType.Integer, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private FilterArguments? Match(FilterNode filter, string usage, params string[] parameters)
        => FilterArguments.Match(context, expressions, filter, usage, [.. parameters]);

    private BoundExpression? ApplyXml(FilterNode filter, BoundExpression value)
        => Match(filter, "no argument") is null ? null
            : Escaping.IsIn(value) ? context.Report(BindingRules.FilterDoesNotApply, filter.NameSpan, filter.Name, "text that is escaped for XML already")
            : expressions.HasText(value, filter.Target.Span) && expressions.IsPresent(value, filter.Target) ? new BoundXml(value)
            : null;

    private BoundHelper? ApplyTrim(FilterNode filter, BoundExpression text)
    {
        if (Match(filter, "the characters to remove, or nothing for white space: trim(\".\")", "chars") is not { } arguments)
        {
            return null;
        }

        if (!arguments.Has("chars"))
        {
            return Helper("Trim", text);
        }

        return arguments.Value("chars", ValueKind.String, text) is { } characters ? Helper("Trim", text, characters) : null;
    }

    private BoundHelper? ApplyTruncate(FilterNode filter, BoundExpression text)
    {
        const string Usage = "a length, and then whether words may be cut, what to write at the end, and a tolerance: truncate(255, false, \"...\", 5)";
        FilterArguments? arguments = Match(filter, Usage, "length", "killwords", "end", "leeway");
        BoundExpression? length = arguments?.Value("length", ValueKind.Integer, Number(255));
        BoundExpression? killWords = arguments?.Value("killwords", ValueKind.Boolean, BoundConstant.False);
        BoundExpression? end = arguments?.Value("end", ValueKind.String, Dots);
        BoundExpression? leeway = arguments?.Value("leeway", ValueKind.Integer, Number(5));
        return length is null || killWords is null || end is null || leeway is null
            ? null
            : Helper("Truncate", text, length, killWords, end, leeway);
    }

    private BoundHelper? ApplyIndent(FilterNode filter, BoundExpression text)
    {
        const string Usage = "a number of spaces or a text, and then whether to indent the first line and blank lines: indent(4, false, false)";
        FilterArguments? arguments = Match(filter, Usage, "width", "first", "blank");
        ValueKind kind = arguments?.Node("width") is StringNode ? ValueKind.String : ValueKind.Integer;
        BoundExpression? width = arguments?.Value("width", kind, Number(4));
        BoundExpression? first = arguments?.Value("first", ValueKind.Boolean, BoundConstant.False);
        BoundExpression? blank = arguments?.Value("blank", ValueKind.Boolean, BoundConstant.False);
        return width is null || first is null || blank is null ? null : Helper("Indent", text, width, first, blank);
    }
}
