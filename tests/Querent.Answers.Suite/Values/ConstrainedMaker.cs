using System.ComponentModel.DataAnnotations;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Values;

/// <summary>Makes values that are likely to be what validation attributes ask for.</summary>
internal sealed class ConstrainedMaker(Random random)
{
    private const int UsualSize = 6;

    private static readonly string[] Schemes = ["http://", "HTTPS://", "ftp://"];

    private readonly RangeMaker _ranges = new(random);

    // Each pattern of the types here.
    private static readonly Dictionary<string, Func<Random, string>> Patterns = new()
    {
        ["[A-Z]{2}-[0-9]{1,3}"] = random => $"{(char)random.Next('A', 'Z' + 1)}{(char)random.Next('A', 'Z' + 1)}-{random.Next(1000)}",
        [@"\d{4}-\d\d"] = random => $"{random.Next(1000, 10_000)}-{random.Next(10, 13)}",
        [@"(?=.*\d)\w+"] = random => $"\u00fc{random.Next(100)}_{(char)random.Next('a', 'z' + 1)}",
        ["[a-z ]+"] = random => string.Concat(Enumerable.Range(0, random.Next(1, UsualSize)).Select(_ => (char)random.Next('a', 'z' + 1))),
    };

    /// <summary>A value; null where no attribute leads to one.</summary>
    public object? Make(Slot slot)
    {
        IReadOnlyList<ValidationAttribute> constraints = slot.Constraints;
        if (constraints.OfType<AllowedValuesAttribute>().FirstOrDefault() is { } allowed)
        {
            object?[] values = [.. allowed.Values.Where(value => value is not null)];
            return values[random.Next(values.Length)];
        }

        return constraints.OfType<RangeAttribute>().FirstOrDefault() is { } range ? _ranges.Make(slot.Shape.Type, range)
            : slot.Shape.Type == typeof(string) ? Text(constraints)
            : slot.Shape.Type == typeof(byte[]) ? Bytes(Size(constraints))
            : null;
    }

    /// <summary>A length that attributes allow.</summary>
    public int Size(IEnumerable<ValidationAttribute> constraints)
    {
        (int least, int greatest) = Sizes.Of(constraints);
        return random.Next(least, Math.Min(greatest, least + UsualSize) + 1);
    }

    private string? Text(IReadOnlyList<ValidationAttribute> constraints)
        => random.Next(10) == 0 ? ""
            : constraints.OfType<RegularExpressionAttribute>().FirstOrDefault() is { } pattern ? Patterns[pattern.Pattern](random)
            : constraints.OfType<EmailAddressAttribute>().Any() ? $"{Letters(random.Next(1, UsualSize))}@{(random.Next(2) == 0 ? "example.com" : Letters(random.Next(1, UsualSize)))}"
            : constraints.OfType<UrlAttribute>().Any() ? Schemes[random.Next(Schemes.Length)] + Letters(random.Next(UsualSize))
            : Sizes.Of(constraints) != (0, int.MaxValue) ? Letters(Size(constraints))
            : null;

    // Of so many UTF-16 units.
    private string Letters(int units)
    {
        var text = new System.Text.StringBuilder();
        while (text.Length < units)
        {
            text.Append(units - text.Length > 1 && random.Next(4) == 0 ? "\ud83d\ude00" : ((char)random.Next('a', 'z' + 1)).ToString());
        }

        return text.ToString();
    }

    private byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
