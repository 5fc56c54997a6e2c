using System.Globalization;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Discovery;

/// <summary>Reads a <c>[Range]</c> in each of its forms: two integers, two doubles, a type and two strings.</summary>
internal static class RangeReader
{
    public static RangeShape? Read(AttributeData? attribute)
    {
        if (attribute is null)
        {
            return null;
        }

        bool isExclusive = attribute.Named("MinimumIsExclusive") is true || attribute.Named("MaximumIsExclusive") is true;
        return attribute.ConstructorArguments switch
        {
            [{ Value: var minimum }, { Value: var maximum }] => new RangeShape(Text(minimum), Text(maximum), isExclusive),
            [_, { Value: var minimum }, { Value: var maximum }] => new RangeShape(Text(minimum), Text(maximum), isExclusive),
            _ => new RangeShape(null, null, isExclusive),
        };
    }

    private static string? Text(object? bound) => bound switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) => text.Trim(),
        _ => null,
    };
}
