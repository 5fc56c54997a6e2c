using System.Collections.Immutable;
using System.Globalization;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>The filters that make something of values other than text.</summary>
internal sealed class ValueFilters(BindingContext context, ExpressionBinder expressions)
{
    public static readonly ImmutableArray<string> Names = ["date", "default", "join", "json", "length", "round"];

    public BoundExpression? Apply(FilterNode filter, BoundExpression value) => filter.Name switch
    {
        "default" => ApplyDefault(filter, value),
        "json" => ApplyJson(filter, value),
        "join" => ApplyJoin(filter, value),
        "length" => ApplyLength(filter, value),
        "round" => ApplyRound(filter, value),
        _ => ApplyDate(filter, value),
    };

    private FilterArguments? Match(FilterNode filter, string usage, params string[] parameters)
        => FilterArguments.Match(context, expressions, filter, usage, [.. parameters]);

    private BoundExpression? Refuse(FilterNode filter, string what)
        => context.Report(BindingRules.FilterDoesNotApply, filter.NameSpan, filter.Name, what);

    private BoundExpression? RefuseType(FilterNode filter, BoundExpression value, string why)
        => Refuse(filter, $"'{context.TextOf(filter.Target.Span)}', a '{context.NameOf(value.Type.NotNull)}', which {why}");

    private BoundExpression? ApplyDefault(FilterNode filter, BoundExpression value)
    {
        FilterArguments? arguments = Match(filter, "what to write for null, and true where it is to stand for what is empty as well: default(\"none\", true)", "default_value", "boolean");
        if (arguments is null || !arguments.TryBoolean("boolean", out bool standsForEmpty))
        {
            return null;
        }

        BoundExpression? fallback = arguments.Node("default_value") is { } node ? expressions.Bind(node) : new BoundConstant(BoundType.String, "");
        if (fallback is null)
        {
            return null;
        }

        // Of another case study or criterion there may be a text.
        if (value is BoundConstant { IsAbsent: true })
        {
            return fallback;
        }

        // Whether it is null in the end is up to what stands for null.
        BoundLocal local = context.NameFor(value);
        if (value.Type.IsNone || expressions.Common(local, fallback) is not { } common)
        {
            string names = $"{context.NameOf(value.Type.NotNull)}' with a '{context.NameOf(fallback.Type)}' for null";
            return Refuse(filter, $"a '{names}; let both be text, or of one type");
        }

        BoundType type = common with { IsNullable = fallback.Type.IsNullable };
        if (standsForEmpty)
        {
            return FirstTrue.Of(context, value, type, fallback);
        }

        // A reference that is said to be never null is asked all the same, where that costs no second value.
        if (value is BoundConstant || (!value.Type.IsNullable && (value.Type.IsValueType(context.Types) || fallback is not BoundConstant)))
        {
            return value;
        }

        return new BoundCoalesce(type, value, local, fallback);
    }

    private BoundExpression? ApplyJson(FilterNode filter, BoundExpression value)
    {
        if (Match(filter, "no argument") is null)
        {
            return null;
        }

        string? obstacle = value is BoundJson or BoundXml ? "text that a filter has made already"
            : value is BoundCoalesce { Value.Type.Kind: not ValueKind.String, Type.Kind: ValueKind.String } ? "a text that stands in for null; leave 'default' out, null is written as null"
            : value.Type.IsKnown && !context.Types.HasJson(value.Type.Reference) ? $"a '{context.NameOf(value.Type.NotNull)}', which has no JSON form"
            : value.Type.IsNone ? "'none'; write the result itself"
            : null;
        return obstacle is null ? new BoundJson(value) : Refuse(filter, obstacle);
    }

    private BoundExpression? ApplyJoin(FilterNode filter, BoundExpression value)
    {
        FilterArguments? arguments = Match(filter, "what to write between the items, and the name of a member to write of each: join(\", \", attribute=\"Name\")", "d", "attribute");
        BoundExpression? separator = arguments?.Value("d", ValueKind.String, new BoundConstant(BoundType.String, ""));
        if (arguments is null || separator is null || !arguments.TryLiteral("attribute", fallback: null, out string? attribute))
        {
            return null;
        }

        if (value.Type.Kind != ValueKind.List)
        {
            return RefuseType(filter, value, "is no list");
        }

        if (!expressions.IsGuarded(value, filter.Target.Span))
        {
            return null;
        }

        var item = new BoundLocal(context.TypeOf(context[value.Type].Element), context.Names.Take("item"));
        BoundExpression? text = item;
        if (attribute is not null)
        {
            MemberShape? member = context[item.Type].Members.FirstOrDefault(candidate => candidate.Name == attribute);
            if (member is null)
            {
                TemplateSpan span = arguments.Node("attribute")!.Span;
                NameGuess guess = NearestName.Of(attribute, context[item.Type].Members.Select(candidate => candidate.Name));
                return context.Report(BindingRules.UnknownMember, span, span.InsideOfQuotes, guess, context.NameOf(item.Type.NotNull), attribute);
            }

            BoundType type = context.TypeOf(member.Type);
            text = new BoundMember(item.Type.IsNullable ? type.Nullable : type, item, member.Name, type.IsNullable);
        }

        return text.Type.IsNullable ? Refuse(filter, $"'{context.TextOf(filter.Target.Span)}', whose items may be null; write a loop that says what to write then")
            : !text.Type.Kind.HasText() ? Refuse(filter, $"'{context.TextOf(filter.Target.Span)}', whose items are a '{context.NameOf(text.Type)}', which has no text form; name a member: join(\", \", attribute=\"…\")")
            : new BoundJoin(value, separator, item, text);
    }

    private BoundExpression? ApplyLength(FilterNode filter, BoundExpression value)
    {
        if (Match(filter, "no argument") is null)
        {
            return null;
        }

        if (value.Type.Kind is not (ValueKind.String or ValueKind.List or ValueKind.Map or ValueKind.EnumMap))
        {
            return RefuseType(filter, value, "has no length");
        }

        return !expressions.IsGuarded(value, filter.Target.Span) ? null
            : value.Type.Kind == ValueKind.String ? new BoundHelper(BoundType.Integer, "PromptText.Length", new[] { value }.ToEquatableArray())
            : new BoundCount(value);
    }

    private BoundExpression? ApplyRound(FilterNode filter, BoundExpression value)
    {
        const int MostDigits = 15;
        const string Usage = "a number of digits from 0 to 15 and a method, \"common\", \"ceil\" or \"floor\": round(2, \"floor\")";
        FilterArguments? arguments = Match(filter, Usage, "precision", "method");
        if (arguments is null || !arguments.TryLiteral("method", "common", out string? method))
        {
            return null;
        }

        if (!value.Type.Kind.IsNumber())
        {
            return RefuseType(filter, value, "is no number");
        }

        if (!expressions.IsPresent(value, filter.Target, takesText: false))
        {
            return null;
        }

        ExpressionNode? precision = arguments.Node("precision");
        string digits = (precision as NumberNode)?.Text ?? "0";
        bool isNumber = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= MostDigits;
        if (!isNumber || (precision is not null and not NumberNode) || method is not ("common" or "ceil" or "floor"))
        {
            arguments.Refuse(isNumber && precision is null or NumberNode ? arguments.Node("method")!.Span : precision!.Span);
            return null;
        }

        string name = method == "common" ? "PromptNumbers.Round" : method == "ceil" ? "PromptNumbers.Ceiling" : "PromptNumbers.Floor";
        return value.Type.Kind == ValueKind.Integer
            ? value
            : new BoundHelper(value.Type, name, new[] { value, new BoundConstant(BoundType.Integer, digits) }.ToEquatableArray());
    }

    private BoundExpression? ApplyDate(FilterNode filter, BoundExpression value)
    {
        FilterArguments? arguments = Match(filter, "a format of .NET: date(\"yyyy-MM-dd\")", "format");
        if (arguments is null || !arguments.TryLiteral("format", "", out string? format))
        {
            return null;
        }

        if (value.Type.Kind is not (ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly))
        {
            return RefuseType(filter, value, "is no date");
        }

        if (!expressions.IsPresent(value, filter.Target, takesText: false))
        {
            return null;
        }

        if (DateFormat.IsValid(format!, value.Type.Kind))
        {
            return new BoundFormat(value, format!);
        }

        arguments.Refuse(arguments.Node("format")?.Span ?? filter.NameSpan);
        return null;
    }
}
