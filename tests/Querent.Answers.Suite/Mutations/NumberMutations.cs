using System.Globalization;
using System.Numerics;
using Querent.Answers.Suite.Documents;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Numbers beyond their type or range, and fractions for integers.</summary>
internal static class NumberMutations
{
    private static readonly string[] Fractions = ["42.5", "-0.1", "4.25e1", "1e-1", "1e-40", "7.00000000000000000000000000000000000001", "12345e-2"];
    private static readonly string[] Huge = ["1e999", "-1e999", "1e99999999999999999999", "-123456789012345678901234567890123456789012345678901234567890"];

    public static IEnumerable<Mutation> Of(Site site)
    {
        Type type = site.Slot.Shape.Type;
        if (KindMutations.KindOf(site.Slot.Shape) != "number")
        {
            yield break;
        }

        if (SameAnswer.IsInteger(type))
        {
            foreach (string fraction in Fractions)
            {
                yield return Mutation.Of(site, "fraction for an integer", "type", new RawNode(fraction));
            }
        }

        foreach (string beyond in Huge.Where(text => type != typeof(double) || text.Contains('e', StringComparison.Ordinal)).Concat(Beyond(type)))
        {
            yield return Mutation.Of(site, "number beyond its type", "range", new RawNode(beyond));
        }
    }

    private static string[] Beyond(Type type)
    {
        if (!SameAnswer.IsInteger(type))
        {
            return type == typeof(float) ? ["3.5e38", "-3.5e38"]
                : type == typeof(decimal) ? ["79228162514264337593543950336", "-1e29"]
                : ["1.8e308"];
        }

        BigInteger least = BigInteger.Parse(Bound("MinValue"), CultureInfo.InvariantCulture);
        BigInteger greatest = BigInteger.Parse(Bound("MaxValue"), CultureInfo.InvariantCulture);
        return [$"{least - 1}", $"{greatest + 1}", $"{greatest + 1}.0", $"{least - 1}0e-1", $"{greatest}0"];

        string Bound(string name) => string.Create(CultureInfo.InvariantCulture, $"{type.GetField(name)!.GetValue(null)}");
    }
}
