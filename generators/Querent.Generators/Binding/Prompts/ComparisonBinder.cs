using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Compares values of like types, and looks for values in others.</summary>
internal sealed class ComparisonBinder(BindingContext context, ExpressionBinder expressions)
{
    private readonly record struct Operand(BoundExpression Value, TemplateSpan Span);

    public BoundCondition? Bind(CompareNode node) => Bind(node, expressions.Bind(node.Left), BindRight(node));

    /// <summary>A chain of comparisons, of two or more.</summary>
    public BoundCondition? Bind(ImmutableArray<CompareNode> chain) => BindChain(chain, 0, expressions.Bind(chain[0].Left));

    // What stands between two operators is bound once, and has a name where it is more than a path.
    private BoundCondition? BindChain(ImmutableArray<CompareNode> chain, int place, BoundExpression? left)
    {
        CompareNode link = chain[place];
        BoundExpression? right = BindRight(link);
        if (place == chain.Length - 1)
        {
            return Bind(link, left, right);
        }

        BoundLocal? local = right is null || Repetition.IsCheap(right) ? null : new BoundLocal(right.Type, context.Names.Take("value"));
        BoundCondition? condition = Bind(link, left, local ?? right);
        BoundExpression? middle = link.Right is ListNode ? expressions.Bind(link.Right) : local ?? right;
        BoundCondition? rest = context.In(
            context.Scope.Knowing(condition?.WhenTrue ?? []), () => BindChain(chain, place + 1, middle is null ? null : expressions.Known(middle)));
        if (condition is null || rest is null)
        {
            return null;
        }

        BoundExpression both = ConditionBinder.Logical(isAnd: true, condition.Expression, rest.Expression);
        return condition.And(rest, Repetition.Let(right!, local, both));
    }

    // A list has no value of its own.
    private BoundExpression? BindRight(CompareNode node)
        => node is { Operator: "in" or "not in", Right: ListNode } ? null : expressions.Bind(node.Right);

    private BoundCondition? Bind(CompareNode node, BoundExpression? left, BoundExpression? right)
    {
        if (node.Operator is "in" or "not in")
        {
            BoundExpression? found = BindIn(node, left, right);
            return found is null ? null : new BoundCondition(node.Operator == "in" ? found : ConditionBinder.Not(found));
        }

        if (left is null || right is null
            || Compare(node.Span, new Operand(left, node.Left.Span), node.Operator, new Operand(right, node.Right.Span)) is not { } comparison)
        {
            return null;
        }

        // Equal to something that is not null is not null, and neither is what differs from null.
        ImmutableHashSet<string> present = right.Type.IsNone ? ConditionBinder.Present(left)
            : left.Type.IsNone ? ConditionBinder.Present(right)
            : [];
        ImmutableHashSet<string> equal = right.Type.IsNullable ? [] : ConditionBinder.Present(left);
        equal = left.Type.IsNullable ? equal : equal.Union(ConditionBinder.Present(right));
        return node.Operator switch
        {
            "==" => new BoundCondition(comparison, equal, present),
            "!=" => new BoundCondition(comparison, present, equal),
            _ => new BoundCondition(comparison),
        };
    }

    private BoundExpression? Compare(TemplateSpan span, Operand left, string comparison, Operand right)
    {
        (BoundType one, BoundType other) = (left.Value.Type, right.Value.Type);
        bool isEquality = comparison is "==" or "!=";
        if (one.IsNone || other.IsNone)
        {
            return isEquality ? CompareToNone(one.IsNone ? right.Value : left.Value, comparison) : Unlike(span, one, other, comparison);
        }

        if (one.Kind == ValueKind.Enum && right.Value is BoundConstant { Type.Kind: ValueKind.String } name && isEquality)
        {
            return EnumMember(one, name, right.Span) is { } member ? Operator(left.Value, comparison, member) : null;
        }

        if (other.Kind == ValueKind.Enum && left.Value is BoundConstant { Type.Kind: ValueKind.String } first && isEquality)
        {
            return EnumMember(other, first, left.Span) is { } member ? Operator(member, comparison, right.Value) : null;
        }

        bool fits = (one.Kind.IsNumber() && other.Kind.IsNumber())
            || (one.IsText && other.IsText)
            || (one.Kind == other.Kind && one.Kind switch
            {
                ValueKind.Boolean => isEquality,
                ValueKind.Enum => isEquality && one.Id == other.Id,
                _ => one.Kind is >= ValueKind.Guid and <= ValueKind.TimeSpan,
            });
        if (!fits)
        {
            return Unlike(span, one, other, comparison);
        }

        bool allowsNull = isEquality && (one.Kind.IsNumber() || (one.Kind == other.Kind && one.Kind is not (ValueKind.Char or ValueKind.Uri)));
        if (!allowsNull && !(expressions.IsGuarded(left.Value, left.Span) & expressions.IsGuarded(right.Value, right.Span)))
        {
            return null;
        }

        return one.Kind.IsNumber() ? NumberComparison.Make(left.Value, comparison, right.Value, context.Types)
            : !one.IsText ? Operator(left.Value, comparison, right.Value)
            : isEquality ? Operator(AsString(left.Value), comparison, AsString(right.Value))
            : new BoundTextOrder(AsString(left.Value), comparison, AsString(right.Value));
    }

    private static BoundExpression AsString(BoundExpression text) => text.Type.Kind == ValueKind.String ? text : new BoundText(text);

    private static BoundExpression CompareToNone(BoundExpression value, string comparison)
    {
        BoundExpression isNull = value.Type.IsNone ? BoundConstant.True
            : value.Type.IsNullable ? new BoundIsNull(value)
            : BoundConstant.False;
        return comparison == "==" ? isNull : ConditionBinder.Not(isNull);
    }

    // What is compared with itself, and literals among each other, the compiler would warn of.
    private static BoundExpression Operator(BoundExpression left, string comparison, BoundExpression right)
        => left.Equals(right) ? BoundConstant.Of(comparison is "==" or "<=" or ">=")
            : left is BoundEnumMember one && right is BoundEnumMember other ? BoundConstant.Of((one.Member == other.Member) == (comparison == "=="))
            : left is BoundConstant && right is BoundConstant && comparison is "==" or "!=" ? BoundConstant.Of(comparison == "!=")
            : new BoundCompare(left, comparison, right);

    private BoundEnumMember? EnumMember(BoundType type, BoundConstant name, TemplateSpan span)
    {
        TypeShape shape = context[type];
        foreach (EnumMemberShape member in shape.EnumMembers)
        {
            if (member.Name == name.Value)
            {
                return new BoundEnumMember(type.NotNull, member.Name);
            }
        }

        // Whoever wrote the name that prompts show meant that member.
        NameGuess guess = shape.EnumMembers.FirstOrDefault(member => member.WireName == name.Value) is { } shown
            ? NameGuess.Of(shown.Name)
            : NearestName.Of(name.Value, shape.EnumMembers.Select(member => member.Name));
        context.Report(BindingRules.UnknownEnumMember, span, span.InsideOfQuotes, guess, shape.DisplayName, name.Value);
        return null;
    }

    private BoundExpression? BindIn(CompareNode node, BoundExpression? left, BoundExpression? right)
    {
        if (node.Right is ListNode list)
        {
            return left is null ? null : BindInList(new Operand(left, node.Left.Span), list);
        }

        if (left is null || right is null || !expressions.IsGuarded(right, node.Right.Span))
        {
            return null;
        }

        switch (right.Type.Kind)
        {
            case ValueKind.String when left.Type.IsText || left.Type.Kind == ValueKind.Enum:
                return expressions.IsGuarded(left, node.Left.Span) ? new BoundContains(right, AsString(left)) : null;

            case ValueKind.Map when left.Type.IsText || left.Type.Kind == ValueKind.Enum:
                return expressions.IsGuarded(left, node.Left.Span) ? new BoundHasKey(right, AsString(left)) : null;

            case ValueKind.List:
                var item = new BoundLocal(context.TypeOf(context[right.Type].Element), context.Names.Take("item"));
                BoundExpression? same = Compare(node.Span, new Operand(item, node.Right.Span), "==", new Operand(left, node.Left.Span));
                return same is null or BoundConstant ? same : new BoundAny(right, item, same);

            default:
                return Unlike(node.Span, left.Type, right.Type, node.Operator);
        }
    }

    private BoundExpression? BindInList(Operand left, ListNode list)
    {
        BoundLocal? local = Repetition.IsCheap(left.Value) ? null : new BoundLocal(left.Value.Type, context.Names.Take("value"));
        Operand asked = local is null ? left : left with { Value = local };
        BoundExpression? any = BoundConstant.False;
        foreach (ExpressionNode item in list.Items)
        {
            BoundExpression? value = expressions.Bind(item);
            BoundExpression? same = value is null ? null : Compare(item.Span, asked, "==", new Operand(value, item.Span));
            any = any is null || same is null ? null : ConditionBinder.Logical(isAnd: false, any, same);
        }

        return any is null ? null : Repetition.Let(left.Value, local, any);
    }

    private BoundExpression? Unlike(TemplateSpan span, BoundType left, BoundType right, string comparison)
        => context.Report(BindingRules.UnlikeTypes, span, context.NameOf(left), context.NameOf(right), $"be compared with '{comparison}'");
}
