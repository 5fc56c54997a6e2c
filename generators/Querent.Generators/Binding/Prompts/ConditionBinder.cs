using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>A condition, and what is not null where it holds and where it does not.</summary>
internal sealed record BoundCondition(BoundExpression Expression, ImmutableHashSet<string> WhenTrue, ImmutableHashSet<string> WhenFalse)
{
    public BoundCondition(BoundExpression expression)
        : this(expression, [], [])
    {
    }

    /// <summary>What both tell.</summary>
    /// <param name="other">The other.</param>
    /// <param name="both">The two as one expression.</param>
    public BoundCondition And(BoundCondition other, BoundExpression both)
        => new(both, WhenTrue.Union(other.WhenTrue), WhenFalse.Intersect(other.WhenFalse));

    public BoundCondition Negated() => new(ConditionBinder.Not(Expression), WhenFalse, WhenTrue);
}

/// <summary>Gives conditions their meaning: what is true as in Jinja2, and what they tell of null.</summary>
internal sealed class ConditionBinder
{
    private static readonly ImmutableArray<string> Tests = ["none", "defined", "undefined"];

    private readonly BindingContext _context;
    private readonly ExpressionBinder _expressions;
    private readonly ComparisonBinder _comparisons;

    public ConditionBinder(BindingContext context, ExpressionBinder expressions)
    {
        _context = context;
        _expressions = expressions;
        _comparisons = new ComparisonBinder(context, expressions);
    }

    /// <summary>The condition; null with a problem reported when it is none.</summary>
    public BoundCondition? Bind(ExpressionNode node) => node switch
    {
        NotNode not => Bind(not.Operand)?.Negated(),
        LogicalNode logical => BindLogical(logical),
        TestNode test => BindTest(test),
        CompareNode comparison => _comparisons.Bind(comparison),
        _ when _expressions.Builds.Bind(node) is (BuildList or BuildMatrix) and var build => new BoundCondition(BoundConstant.Of(_expressions.Builds.Items(build)!.Value.Count > 0)),
        _ => _expressions.Bind(node) is { } value ? Truth(value) : null,
    };

    /// <summary>Whether a value counts as true.</summary>
    public static BoundCondition Truth(BoundExpression value)
    {
        BoundExpression truth = value switch
        {
            BoundConstant constant => BoundConstant.Of(IsTrue(constant)),
            { Type: { Kind: ValueKind.Boolean, IsNullable: false } } => value,
            { Type.Kind: ValueKind.String or ValueKind.Boolean or ValueKind.List or ValueKind.Map or ValueKind.EnumMap or ValueKind.Bytes } => new BoundTruth(value),
            _ when value.Type.Kind.IsNumber() => new BoundTruth(value),
            { Type.IsNullable: true } => new BoundNot(new BoundIsNull(value)),
            _ => BoundConstant.True,
        };
        return new BoundCondition(truth, Present(value), []);
    }

    /// <summary>The keys of a value and of all on the way to it, none of which is null where the value is not.</summary>
    public static ImmutableHashSet<string> Present(BoundExpression value)
    {
        ImmutableHashSet<string> keys = [];
        for (BoundExpression? part = value; part is not null; part = TargetOf(part))
        {
            if (Scope.KeyOf(part) is { } key)
            {
                keys = keys.Add(key);
            }
        }

        return keys;
    }

    public static BoundExpression Not(BoundExpression operand) => operand switch
    {
        BoundConstant constant => BoundConstant.Of(constant.Value != "true"),
        BoundNot not => not.Operand,
        _ => new BoundNot(operand),
    };

    /// <summary><c>and</c> or <c>or</c>, without what is known before.</summary>
    public static BoundExpression Logical(bool isAnd, BoundExpression left, BoundExpression right)
        => left is BoundConstant known ? (known.Value == "true" == isAnd ? right : left)
            : right is BoundConstant certain ? (certain.Value == "true" == isAnd ? left : right)
            : new BoundLogical(isAnd, left, right);

    private static BoundExpression? TargetOf(BoundExpression value) => value switch
    {
        BoundMember member => member.Target,
        BoundNotNull notNull => notNull.Value,
        _ => null,
    };

    private static bool IsTrue(BoundConstant constant) => constant.Type.Kind switch
    {
        ValueKind.String => constant.Value.Length > 0,
        ValueKind.Boolean => constant.Value == "true",
        ValueKind.Integer => constant.Value != "0",
        ValueKind.Float => constant.Value is not ("0" or "-0"),
        _ => false,
    };

    private BoundCondition? BindLogical(LogicalNode node)
    {
        if (ComparisonChain.Of(node) is { Length: > 0 } links)
        {
            return _comparisons.Bind(links);
        }

        BoundCondition? left = Bind(node.Left);
        ImmutableHashSet<string> known = left is null ? [] : node.IsAnd ? left.WhenTrue : left.WhenFalse;
        BoundCondition? right = _context.In(_context.Scope.Knowing(known), () => Bind(node.Right));
        if (left is null || right is null)
        {
            return null;
        }

        BoundExpression both = Logical(node.IsAnd, left.Expression, right.Expression);
        return node.IsAnd
            ? left.And(right, both)
            : new BoundCondition(both, left.WhenTrue.Intersect(right.WhenTrue), left.WhenFalse.Union(right.WhenFalse));
    }

    private BoundCondition? BindTest(TestNode node)
    {
        BoundExpression? value = _expressions.Bind(node.Target);
        if (!Tests.Contains(node.Name))
        {
            _context.Report(BindingRules.UnknownTest, node.NameSpan, node.NameSpan, NearestName.Of(node.Name, Tests), node.Name);
            return null;
        }

        if (value is null)
        {
            return null;
        }

        BoundExpression isNull = value.Type.IsNone ? BoundConstant.True
            : value.Type.IsNullable ? new BoundIsNull(value)
            : BoundConstant.False;
        var isNone = new BoundCondition(isNull, [], Present(value));
        return node.IsNegated == (node.Name == "defined") ? isNone : isNone.Negated();
    }
}
