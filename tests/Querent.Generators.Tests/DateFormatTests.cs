using System.Globalization;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Tests;

/// <summary>What is taken for a date's format at build time, held to what .NET formats at run time.</summary>
public sealed class DateFormatTests
{
    private static readonly IFormattable[] Values =
    [
        new DateTime(2026, 11, 24, 8, 5, 9, DateTimeKind.Utc),
        new DateTimeOffset(2026, 11, 24, 8, 5, 9, TimeSpan.FromHours(1)),
        new DateOnly(2026, 11, 24),
        new TimeOnly(8, 5, 9),
    ];

    public static TheoryData<string> Formats { get; } = new(
        from sign in Enumerable.Range(' ', '~' - ' ' + 1).Select(code => ((char)code).ToString())
        from format in new[] { sign, "%" + sign, sign + sign, "-" + sign, sign + "-", "\\" + sign, $"'{sign}'", $"\"{sign}\"" }
        select format);

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_format_is_valid_where_NET_takes_it(string format)
    {
        foreach (IFormattable value in Values)
        {
            ValueKind kind = Enum.Parse<ValueKind>(value.GetType().Name);
            bool isMeant = kind != ValueKind.TimeOnly || format[0] is '\\' or '\'' or '"' || format.IndexOfAny(['g', 'K']) < 0;
            Assert.True((Takes(value, format) && isMeant) == DateFormat.IsValid(format, kind), $"A {kind} takes '{format}': {Takes(value, format)}");
        }
    }

    private static bool Takes(IFormattable value, string format)
    {
        try
        {
            return value.ToString(format, CultureInfo.InvariantCulture).Length >= 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
