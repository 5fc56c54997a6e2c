using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>What C# converts by itself when a filter of the author's is called.</summary>
internal static class Conversion
{
    private static readonly Dictionary<string, string[]> Wider = new(StringComparer.Ordinal)
    {
        ["sbyte"] = ["short", "int", "long", "float", "double", "decimal"],
        ["byte"] = ["short", "ushort", "int", "uint", "long", "ulong", "float", "double", "decimal"],
        ["short"] = ["int", "long", "float", "double", "decimal"],
        ["ushort"] = ["int", "uint", "long", "ulong", "float", "double", "decimal"],
        ["int"] = ["long", "float", "double", "decimal"],
        ["uint"] = ["long", "ulong", "float", "double", "decimal"],
        ["long"] = ["float", "double", "decimal"],
        ["ulong"] = ["float", "double", "decimal"],
        ["float"] = ["double"],
    };

    /// <summary>A value as a parameter takes it; null when it does not.</summary>
    public static BoundExpression? Apply(BoundExpression value, TypeRef target, TypeTable types)
    {
        TypeShape wanted = types[target];
        if (value.Type.IsNullable && !target.IsNullable)
        {
            return null;
        }

        if (value.Type.IsNone || (value.Type.IsKnown && value.Type.Id == target.Id) || wanted.FullName == "object")
        {
            return value;
        }

        if (wanted.Kind.IsNumber() && value.Type.Kind.IsNumber())
        {
            string type = NumberComparison.CSharpType(value, types);
            return type == "long" && wanted.FullName == "uint" && value is BoundConstant large && NumberComparison.Fits(large, "uint") ? new BoundCast(value, "uint")
                : type == wanted.FullName || (Wider.TryGetValue(type, out string[]? wider) && wider.Contains(wanted.FullName)) ? value
                : value is not BoundConstant constant ? null
                : NumberComparison.Fits(constant, wanted.FullName) ? value
                : constant.Type.Kind == ValueKind.Float && wanted.Kind is ValueKind.Float or ValueKind.Decimal ? new BoundCast(value, wanted.FullName)
                : null;
        }

        bool isSame = wanted.Kind is ValueKind.String or ValueKind.Boolean && value.Type.Kind == wanted.Kind;
        bool isSequence = wanted.Kind == ValueKind.List
            && value.Type.Kind == ValueKind.List
            && wanted.FullName.StartsWith("global::System.Collections.Generic.IEnumerable<", StringComparison.Ordinal)
            && types[value.Type.Reference].Element == wanted.Element;
        return isSame || isSequence ? value : null;
    }

    /// <summary>How far a parameter's type is from that of a value which it takes; 0 for its own type.</summary>
    public static int Distance(BoundExpression value, TypeRef target, TypeTable types)
    {
        const int Sequence = 16;
        const int Object = 64;
        TypeShape wanted = types[target];
        if (wanted.FullName == "object")
        {
            return Object;
        }

        if (wanted.Kind.IsNumber() && value.Type.Kind.IsNumber())
        {
            string type = NumberComparison.CSharpType(value, types);
            int wider = Wider.TryGetValue(type, out string[]? others) ? Array.IndexOf(others, wanted.FullName) : -1;
            return type == wanted.FullName ? 0 : wider >= 0 ? wider + 1 : Sequence;
        }

        return wanted.Kind == ValueKind.List && value.Type.IsKnown && value.Type.Id != target.Id ? Sequence : 0;
    }
}
