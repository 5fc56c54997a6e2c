using System.Text.RegularExpressions;
using Querent.Generators.Binding.Constraints;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Data;

/// <summary>
/// Holds values of data to what validation attributes ask, as the readers of answers do. The forms that only .NET's own
/// attributes know, such as <c>[Phone]</c>, are left to those who read.
/// </summary>
internal static class DataConstraints
{
    private static readonly string[] Schemes = ["http://", "https://", "ftp://"];
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>What keeps a value from being taken; null where nothing does.</summary>
    public static string? Problem(BoundData data, MemberConstraints constraints, TypeTable types) => data switch
    {
        ListData list when constraints.Length is { } length && !IsWithin(list.Items.Distinct(), types[data.Type].ListForm, list.Items.Count, length) => $"it has to have {Lower(length.Words)}",
        EnumData value when constraints.Names(types[data.Type]) is { } names && !names.Contains(value.Member.WireName) => OneOf(names),
        ScalarData value => OfScalar(value.Text, types[data.Type].Kind, constraints),
        _ => null,
    };

    private static bool IsWithin(IEnumerable<BoundData> different, ListForm form, int count, LengthBounds length)
        => IsWithin(form is ListForm.Set or ListForm.ImmutableSet ? different.Count() : count, length);

    private static string? OfScalar(string text, ValueKind kind, MemberConstraints constraints)
    {
        int size = kind == ValueKind.Bytes ? Convert.FromBase64String(text).Length : text.Length;
        return constraints.Length is { } length && !IsWithin(size, length) ? $"it has to have {Lower(length.Words)}"
            : constraints.RefusesEmpty && string.IsNullOrWhiteSpace(text) ? "it must not be empty"
            : constraints.Allowed is { } allowed && !allowed.Any(value => value.Text == text) ? OneOf(allowed.Select(value => value.Text))
            : constraints.Denied.Any(value => value.Text == text) ? "it is one of the values that [DeniedValues] lists"
            : constraints.Patterns.FirstOrDefault(pattern => !Matches(text, pattern.Pattern)) is { } missed ? $"it has to match {missed.Pattern} as a whole"
            : constraints.Forms.FirstOrDefault(form => !HasForm(text, form.Name)) is { } wrong ? $"it has to be {Lower(wrong.Words)}"
            : null;
    }

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

    private static bool HasForm(string text, string form)
    {
        int at = text.IndexOf('@');
        return form switch
        {
            "EmailAddress" => at > 0 && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0 && text.IndexOfAny(['\r', '\n']) < 0,
            "Url" => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)),
            _ => true,
        };
    }

    private static string OneOf(IEnumerable<string> values) => $"it has to be one of {string.Join(", ", values)}";

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence.Substring(1).TrimEnd('.');
}
