using System.Collections.Immutable;
using System.Globalization;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Gives an expression its meaning and its type.</summary>
internal sealed class ExpressionBinder
{
    private readonly BindingContext _context;
    private readonly PathBinder _paths;
    private readonly FilterBinder _filters;

    public ExpressionBinder(BindingContext context)
    {
        _context = context;
        Builds = new BuildValueBinder(context);
        _paths = new PathBinder(context, this);
        _filters = new FilterBinder(context, this);
        Conditions = new ConditionBinder(context, this);
    }

    public ConditionBinder Conditions { get; }

    /// <summary>Binds what the build alone knows.</summary>
    public BuildValueBinder Builds { get; }

    /// <summary>The expression's value; null, with a problem reported, when it has none.</summary>
    public BoundExpression? Bind(ExpressionNode node) => node switch
    {
        StringNode text => new BoundConstant(BoundType.String, text.Value),
        NumberNode number => Number(number),
        BooleanNode boolean => BoundConstant.Of(boolean.Value),
        NoneNode => new BoundConstant(BoundType.None, "none"),
        NameNode or MemberNode or IndexNode => _paths.Bind(node),
        FilterNode filter => _filters.Bind(filter),
        ConcatNode concat => BindConcat(concat),
        ConditionalNode conditional => BindConditional(conditional),
        LogicalNode logical => BindLogical(logical),
        NotNode or TestNode or CompareNode => Conditions.Bind(node)?.Expression,
        CallNode call => _context.Report(TemplateRules.Unsupported, call.Span, "A call", CallAdvice(call)),
        ListNode list => _context.Report(TemplateRules.Unsupported, list.Span, "A list", "it can only stand behind 'in', in a condition"),
        _ => null,
    };

    /// <summary>An expression that is not null and can be written as text.</summary>
    public BoundExpression? BindText(ExpressionNode node)
        => Bind(node) is { } value && HasText(value, node.Span) && IsPresent(value, node) ? value : null;

    /// <summary>Whether a value has a text form; reported when it has none.</summary>
    public bool HasText(BoundExpression value, TemplateSpan span)
    {
        if (value.Type.Kind.HasText() || value is BoundConstant { IsAbsent: true })
        {
            return true;   // what is absent is told of as null
        }

        string advice = value.Type.Kind switch
        {
            _ when value.Type.IsNone => "write the text that is to stand here in quotes",
            ValueKind.Opaque => "use a member that is text, a number, a date or an enum",
            ValueKind.Object => "name one of its members, or write it as JSON with '| json'",
            ValueKind.List => "loop over it, join it with '| join(\", \")', or write it as JSON with '| json'",
            _ => "write it as JSON with '| json'",
        };
        _context.Report(BindingRules.NoTextForm, span, _context.TextOf(span), _context.NameOf(value.Type), advice);
        return false;
    }

    /// <summary>Whether a value to be written cannot be null; reported when it can.</summary>
    /// <param name="value">The value.</param>
    /// <param name="node">Where it is written.</param>
    /// <param name="takesText">Whether a text may stand for it.</param>
    public bool IsPresent(BoundExpression value, ExpressionNode node, bool takesText = true)
    {
        if (value.Type.IsNullable && !_context.Scope.IsUncertain)
        {
            // Behind an operator a filter would apply to the last operand.
            bool isOperand = node is NameNode or MemberNode or IndexNode or FilterNode;
            TemplateEdit? edit = takesText && isOperand ? new TemplateEdit(new TemplateSpan(node.Span.End, 0), " | default(\"\")") : null;
            string text = _context.TextOf(node.Span);
            _context.Report(BindingRules.NullableWithoutDefault, node.Span, edit, text, isOperand ? text : $"({text})");
        }

        return !value.Type.IsNullable;
    }

    /// <summary>Whether a value that something is done with cannot be null; reported when it can.</summary>
    public bool IsGuarded(BoundExpression value, TemplateSpan span)
    {
        if (value.Type.IsNullable && !_context.Scope.IsUncertain)
        {
            _context.Report(BindingRules.NullableUse, span, _context.TextOf(span));
        }

        return !value.Type.IsNullable;
    }

    /// <summary>A value as what is known of it at this place: not null where it was asked for null before.</summary>
    public BoundExpression Known(BoundExpression value)
        => value.Type.IsNullable && Scope.KeyOf(value) is { } key && _context.Scope.NotNull.Contains(key)
            ? new BoundNotNull(value, value.Type.IsValueType(_context.Types))
            : value;

    /// <summary>The type that two values have in common, that of text where each has one; null when there is none.</summary>
    public BoundType? Common(BoundExpression left, BoundExpression right)
    {
        (BoundType one, BoundType other) = (left.Type, right.Type);
        bool isNullable = one.IsNullable || other.IsNullable;
        BoundType? common = one.IsNone || TakesLiteral(right, left) ? other
            : other.IsNone || (one.Kind == other.Kind && one.Id == other.Id) || TakesLiteral(left, right) ? one
            : HasTextNow(one) && HasTextNow(other) ? BoundType.String
            : null;
        return common is null ? null : common.Value with { IsNullable = isNullable };
    }

    private static bool HasTextNow(BoundType type) => type.Kind == ValueKind.String || (type.Kind.HasText() && !type.IsNullable);

    private bool TakesLiteral(BoundExpression value, BoundExpression literal)
        => value.Type.IsKnown && literal is BoundConstant constant && value.Type.Kind switch
        {
            ValueKind.Boolean => constant.Type.Kind == ValueKind.Boolean,
            ValueKind.Integer => NumberComparison.Fits(constant, _context[value.Type].FullName),
            _ => false,
        };

    private static string CallAdvice(CallNode call)
        => call.Target is MemberNode { Name: "items" or "keys" or "values" }
            ? "'.items()', '.keys()' and '.values()' can only stand in a 'for' tag"
            : "make it a filter, by a static method of a type that [QueryRow(Filters = …)] names, or a property";

    private BoundExpression? Number(NumberNode node)
    {
        if (long.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer))
        {
            return new BoundConstant(BoundType.Integer, integer.ToString(CultureInfo.InvariantCulture));
        }

        return double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsInfinity(number)
            ? new BoundConstant(BoundType.Float, number.ToString("R", CultureInfo.InvariantCulture))
            : _context.Report(TemplateRules.Unexpected, node.Span, node.Text, "a number that a 'double' can hold");
    }

    private BoundConcat? BindConcat(ConcatNode node)
    {
        var values = ImmutableArray.CreateBuilder<BoundExpression>();
        bool isRight = true;
        foreach (ExpressionNode operand in new[] { node.Left, node.Right })
        {
            BoundExpression? value = BindText(operand);
            isRight &= value is not null;
            if (value is BoundConcat inner)
            {
                values.AddRange(inner.Values);
            }
            else if (value is not null)
            {
                values.Add(value);
            }
        }

        return isRight ? new BoundConcat(new(values.ToImmutable())) : null;
    }

    private BoundExpression? BindConditional(ConditionalNode node)
    {
        if (Conditions.Bind(node.Condition) is not { } condition)
        {
            return null;
        }

        // Of the parts of a cell only those are looked at that are there in it: another case's members are not this one's.
        if (_context.KnowsBuildValues && condition.Expression is BoundConstant { Value: var known })
        {
            return Bind(known == "true" ? node.WhenTrue : node.WhenFalse);
        }

        Scope scope = _context.Scope;
        BoundExpression? whenTrue = _context.In(scope.Knowing(condition.WhenTrue), () => Bind(node.WhenTrue));
        BoundExpression? whenFalse = _context.In(scope.Knowing(condition.WhenFalse), () => Bind(node.WhenFalse));
        return whenTrue is null || whenFalse is null ? null : Choose(node.Span, condition.Expression, whenTrue, whenFalse);
    }

    private BoundExpression? Choose(TemplateSpan span, BoundExpression condition, BoundExpression whenTrue, BoundExpression whenFalse)
        => condition is BoundConstant { Value: var known } ? (known == "true" ? whenTrue : whenFalse)
            : Common(whenTrue, whenFalse) is { } type ? new BoundConditional(type, condition, whenTrue, whenFalse)
            : Unlike(span, whenTrue.Type, whenFalse.Type);

    private BoundExpression? Unlike(TemplateSpan span, BoundType one, BoundType other)
        => _context.Report(BindingRules.UnlikeTypes, span, _context.NameOf(one), _context.NameOf(other), "stand for each other");

    // Outside of a condition, "a or b" is the first of the two that is not empty.
    private BoundExpression? BindLogical(LogicalNode node)
    {
        if (ComparisonChain.Of(node).Length > 0)
        {
            return Conditions.Bind(node)?.Expression;
        }

        BoundExpression? left = Bind(node.Left);
        if (left is null)
        {
            return null;
        }

        BoundCondition condition = ConditionBinder.Truth(left);
        Scope scope = _context.Scope;
        BoundExpression? right = _context.In(scope.Knowing(node.IsAnd ? condition.WhenTrue : condition.WhenFalse), () => Bind(node.Right));
        if (right is null)
        {
            return null;
        }

        if (left.Type.Kind == ValueKind.Boolean && right.Type.Kind == ValueKind.Boolean && !left.Type.IsNullable && !right.Type.IsNullable)
        {
            return ConditionBinder.Logical(node.IsAnd, left, right);
        }

        if (node.IsAnd)
        {
            return _context.Report(TemplateRules.Unsupported, node.Span, "'and' between values", "write {{ b if a else c }}, and say what c is");
        }

        return condition.Expression is BoundConstant { Value: var known } ? (known == "true" ? left : right)
            : Common(left with { Type = left.Type.NotNull }, right) is { } type ? FirstTrue.Of(_context, left, type, right)
            : Unlike(node.Span, left.Type.NotNull, right.Type);
    }
}
