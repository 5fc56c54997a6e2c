using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Compares numbers of any two types, also those that C# does not mix or would warn of.</summary>
internal static class NumberComparison
{
    public static BoundExpression Make(BoundExpression left, string comparison, BoundExpression right, TypeTable types)
    {
        if (left is BoundConstant one && right is BoundConstant other)
        {
            return BoundConstant.Of(Holds(Value(one).CompareTo(Value(other)), comparison));
        }

        if (left.Equals(right))
        {
            return BoundConstant.Of(Holds(0, comparison));
        }

        string? type = CommonType(left, right, types);
        return new BoundCompare(Cast(left, type, types), comparison, Cast(right, type, types));
    }

    /// <summary>Whether a number that was written out is one of a C# type.</summary>
    public static bool Fits(BoundConstant number, string type)
        => number.Type.Kind == ValueKind.Integer
            && IntegerBounds.All.TryGetValue(type, out (decimal Least, decimal Greatest) range)
            && decimal.Parse(number.Value, CultureInfo.InvariantCulture) is var value
            && value >= range.Least
            && value <= range.Greatest;

    public static string CSharpType(BoundExpression value, TypeTable types)
        => value.Type.IsKnown ? types[value.Type.Reference].FullName
            : value.Type.Kind == ValueKind.Float ? "double"
            : IsLong(value) ? "long"
            : "int";

    private static bool IsLong(BoundExpression value) => value switch
    {
        BoundConstant constant => constant.Type.Kind == ValueKind.Integer && !Fits(constant, "int"),
        BoundNotNull notNull => IsLong(notNull.Value),
        BoundConditional choice => IsLong(choice.WhenTrue) || IsLong(choice.WhenFalse),
        BoundCoalesce either => IsLong(either.Value) || IsLong(either.Fallback),
        BoundFirst first => first.Options.Any(option => IsLong(option.Condition.Value)) || IsLong(first.Last),
        _ => false,
    };

    // The type that both have to be cast to; null where C# mixes them by itself.
    private static string? CommonType(BoundExpression left, BoundExpression right, TypeTable types)
    {
        (string one, string other) = (CSharpType(left, types), CSharpType(right, types));
        if (one == "decimal" || other == "decimal")
        {
            return one is "double" or "float" || other is "double" or "float" ? "double" : null;
        }

        if (left.Type.Kind == ValueKind.Float || right.Type.Kind == ValueKind.Float)
        {
            return null;
        }

        if ((left is BoundConstant first && !Fits(first, other)) || (right is BoundConstant second && !Fits(second, one)))
        {
            return one == "ulong" || other == "ulong" ? "decimal" : "long";
        }

        bool isUnsigned = one == "ulong" || other == "ulong";
        bool isSigned = (left is not BoundConstant && one is "sbyte" or "short" or "int" or "long")
            || (right is not BoundConstant && other is "sbyte" or "short" or "int" or "long");
        return isUnsigned && isSigned ? "decimal" : null;
    }

    private static BoundExpression Cast(BoundExpression value, string? type, TypeTable types)
        => type is null || CSharpType(value, types) == type ? value : new BoundCast(value, type);

    private static double Value(BoundConstant number) => double.Parse(number.Value, CultureInfo.InvariantCulture);

    private static bool Holds(int order, string comparison) => comparison switch
    {
        "==" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };
}
