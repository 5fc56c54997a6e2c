using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Querent;

// What validation attributes ask of a value that was just read, with the meaning that they have in .NET.
public ref partial struct AnswerReader
{
    /// <summary>Refuses a value outside of bounds that may themselves be outside.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value just read.</param>
    /// <param name="minimum">The lower bound.</param>
    /// <param name="maximum">The upper bound.</param>
    /// <param name="isMinimumExclusive">Whether the lower bound itself is refused.</param>
    /// <param name="isMaximumExclusive">Whether the upper bound itself is refused.</param>
    public readonly T Between<T>(T value, T minimum, T maximum, bool isMinimumExclusive, bool isMaximumExclusive)
        where T : IComparable<T>, IFormattable
        => Compare(value, minimum) >= (isMinimumExclusive ? 1 : 0) && Compare(value, maximum) <= (isMaximumExclusive ? -1 : 0)
            ? value
            : throw Refuse("range", string.Create(
                CultureInfo.InvariantCulture,
                $"Expected a value {(isMinimumExclusive ? "above" : "of at least")} {minimum} and {(isMaximumExclusive ? "below" : "at most")} {maximum}."));

    // An answer with an offset is read as the machine's local time, and a bound with a Z is not: they are compared as moments.
    private static int Compare<T>(T value, T bound)
        where T : IComparable<T>
        => value is DateTime { Kind: DateTimeKind.Local } local && bound is DateTime { Kind: DateTimeKind.Utc } utc
            ? local.ToUniversalTime().CompareTo(utc)
            : value.CompareTo(bound);

    /// <summary>Refuses a text that is empty or white space.</summary>
    /// <param name="value">The text just read.</param>
    public readonly string NotEmpty(string value)
        => string.IsNullOrWhiteSpace(value) ? throw Refuse("empty", "Expected a text that is not empty.") : value;

    /// <summary>Refuses a text of another length, in UTF-16 code units as <see cref="string.Length"/> counts.</summary>
    /// <param name="value">The text just read.</param>
    /// <param name="minimum">The least length.</param>
    /// <param name="maximum">The greatest length.</param>
    public readonly string HasLength(string value, int minimum, int maximum)
    {
        DemandLength(value.Length, minimum, maximum, "characters");
        return value;
    }

    /// <summary>Refuses bytes of another number.</summary>
    /// <param name="value">The bytes just read.</param>
    /// <param name="minimum">The least number.</param>
    /// <param name="maximum">The greatest number.</param>
    public readonly byte[] HasSize(byte[] value, int minimum, int maximum)
    {
        DemandLength(value.Length, minimum, maximum, "bytes");
        return value;
    }

    /// <summary>Refuses a list of another length; of a set, its different items count.</summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The list just read.</param>
    /// <param name="minimum">The least length.</param>
    /// <param name="maximum">The greatest length.</param>
    public readonly ImmutableArray<T> HasItems<T>(ImmutableArray<T> items, int minimum, int maximum)
    {
        DemandLength(items.Length, minimum, maximum, "items");
        return items;
    }

    /// <summary>Refuses a list of another length; of a set, its different items count.</summary>
    /// <typeparam name="TList">The list's type.</typeparam>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="items">The list just read.</param>
    /// <param name="minimum">The least length.</param>
    /// <param name="maximum">The greatest length.</param>
    public readonly TList HasItems<TList, T>(TList items, int minimum, int maximum)
        where TList : IEnumerable<T>
    {
        DemandLength(items.Count(), minimum, maximum, "items");
        return items;
    }

    /// <summary>Refuses a text that an expression does not match as a whole; an empty one passes, as .NET's own attribute lets it.</summary>
    /// <param name="value">The text just read.</param>
    /// <param name="pattern">The expression.</param>
    public readonly string Matches(string value, Regex pattern)
    {
        if (value.Length == 0)
        {
            return value;
        }

        try
        {
            // The first match has to be the whole text.
            foreach (ValueMatch match in pattern.EnumerateMatches(value))
            {
                if (match.Index == 0 && match.Length == value.Length)
                {
                    return value;
                }

                break;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw Refuse("pattern", string.Create(CultureInfo.InvariantCulture, $"Whether the text matches {pattern} was not found out within {pattern.MatchTimeout.TotalMilliseconds} ms."));
        }

        throw Refuse("pattern", $"Expected a text that matches {pattern} as a whole.");
    }

    /// <summary>Refuses a value that is not listed.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value just read.</param>
    /// <param name="allowed">The values that are.</param>
    public readonly T OneOf<T>(T value, T[] allowed)
        => allowed.AsSpan().Contains(value, EqualityComparer<T>.Default) ? value : throw Refuse("allowed", $"Expected one of {string.Join(", ", allowed)}.");

    /// <summary>Refuses a value that is listed.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value just read.</param>
    /// <param name="denied">The values that are refused.</param>
    public readonly T NoneOf<T>(T value, T[] denied)
        => denied.AsSpan().Contains(value, EqualityComparer<T>.Default) ? throw Refuse("denied", $"Expected none of {string.Join(", ", denied)}.") : value;

    /// <summary>Refuses a text that has not the form which an attribute of .NET knows.</summary>
    /// <param name="value">The text just read.</param>
    /// <param name="form">The attribute, such as <see cref="EmailAddressAttribute"/>.</param>
    /// <param name="expected">The form, for the message: a sentence.</param>
    public readonly string HasForm(string value, ValidationAttribute form, string expected)
        => form.IsValid(value) ? value : throw Refuse("format", $"Expected: {expected}");

    private readonly void DemandLength(int length, int minimum, int maximum, string unit)
    {
        if (length < minimum || length > maximum)
        {
            string expected = maximum == int.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"at least {minimum}")
                : string.Create(CultureInfo.InvariantCulture, $"{minimum} to {maximum}");
            throw Refuse("length", $"Expected {expected} {unit}.");
        }
    }
}
