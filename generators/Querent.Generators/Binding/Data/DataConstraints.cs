using System.Text.RegularExpressions;
using Querent.Generators.Binding.Constraints;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Data;

/// <summary>Holds values of data to what validation attributes ask, as the readers of answers do; numbers had their ranges before.</summary>
internal static class DataConstraints
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>What keeps a value from being taken; null where nothing does.</summary>
    public static string? Problem(BoundData data, MemberConstraints constraints, TypeTable types) => data switch
    {
        ListData list when constraints.Length is { } length && !IsWithin(list.Items.Distinct(), types[data.Type].ListForm, list.Items.Count, length) => $"it has to have {Lower(length.Words)}",
        EnumData value when constraints.Names(types[data.Type]) is { } names && !names.Contains(value.Member.WireName) => OneOf(names),
        ScalarData value => OfScalar(value.Text, types[data.Type], constraints),
        _ => null,
    };

    private static bool IsWithin(IEnumerable<BoundData> different, ListForm form, int count, LengthBounds length)
        => IsWithin(form is ListForm.Set or ListForm.ImmutableSet ? different.Count() : count, length);

    private static string? OfScalar(string text, TypeShape type, MemberConstraints constraints)
    {
        ValueKind kind = type.Kind;
        int size = kind == ValueKind.Bytes ? Convert.FromBase64String(text).Length : text.Length;
        return constraints.Length is { } length && !IsWithin(size, length) ? $"it has to have {Lower(length.Words)}"
            : constraints.Range is { } range && DateRange.IsFor(kind) && !DateRange.Holds(range, text, kind) ? $"it has to be {Lower(range.Text)}"
            : constraints.RefusesEmpty && string.IsNullOrWhiteSpace(text) ? "it must not be empty"
            : constraints.Allowed is { } allowed && !allowed.Any(value => AreSame(value.Text, text, type)) ? OneOf(allowed.Select(value => value.Text))
            : constraints.Denied.Any(value => AreSame(value.Text, text, type)) ? "it is one of the values that [DeniedValues] lists"
            : constraints.Patterns.FirstOrDefault(pattern => !Matches(text, pattern.Pattern)) is { } missed ? $"it has to match {missed.Pattern} as a whole"
            : constraints.Forms.FirstOrDefault(form => !TextForms.Has(text, form)) is { } wrong ? $"it has to be {Lower(wrong.Words)}"
            : null;
    }

    // A fraction has many texts: 0.5 is 5e-1.
    private static bool AreSame(string listed, string text, TypeShape type)
        => listed == text || (type.Kind == ValueKind.Float && NumberBinder.FloatOf(listed, type).Equals(NumberBinder.FloatOf(text, type)));

    private static bool IsWithin(int count, LengthBounds length) => count >= length.Minimum && !(count > length.Maximum);

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return text.Length == 0 || (Regex.Match(text, pattern, RegexOptions.CultureInvariant, Longest) is { Success: true, Index: 0 } match && match.Length == text.Length);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static string OneOf(IEnumerable<string> values) => $"it has to be one of {string.Join(", ", values)}";

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence.Substring(1).TrimEnd('.');
}
