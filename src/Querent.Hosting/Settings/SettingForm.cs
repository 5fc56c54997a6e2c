using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Querent;

/// <summary>What the text of a setting must be.</summary>
/// <param name="description">The same for a person.</param>
/// <param name="tryParse">Reads it.</param>
internal sealed class SettingForm<T>(string description, SettingForm<T>.TryParse tryParse)
{
    public delegate bool TryParse(string text, [NotNullWhen(true)] out T? value);

    public string Description => description;

    public bool TryRead(string text, Action<T> set)
    {
        if (!tryParse(text.Trim(), out T? value))
        {
            return false;
        }

        set(value);
        return true;
    }
}

/// <summary>The forms that there are.</summary>
internal static class SettingForm
{
    public static SettingForm<string> Text { get; } = new("text", static (string text, [NotNullWhen(true)] out string? value) => (value = text) is not null);

    public static SettingForm<Uri> Address { get; } = new(
        "an address such as https://my-resource.openai.azure.com",
        static (string text, [NotNullWhen(true)] out Uri? value) => Uri.TryCreate(text, UriKind.Absolute, out value));

    public static SettingForm<int> Whole { get; } = new(
        "a whole number",
        static (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public static SettingForm<double> Number { get; } = new(
        "a number such as 0.5",
        static (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value));

    public static SettingForm<bool> Switch { get; } = new("true or false", static (string text, out bool value) => bool.TryParse(text, out value));

    // A bare number would be days.
    public static SettingForm<TimeSpan> Time { get; } = new(
        "a time as hours:minutes:seconds, such as 00:00:30",
        static (string text, out TimeSpan value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value) && text.Contains(':', StringComparison.Ordinal));

    public static SettingForm<ChatCompletionsApi> Api { get; } = new(
        string.Join(" or ", Enum.GetNames<ChatCompletionsApi>()),
        static (string text, out ChatCompletionsApi value) => Enum.TryParse(text, ignoreCase: true, out value) && char.IsAsciiLetter(text[0]));

    public static SettingForm<QuerySharing> Sharing { get; } = new(
        string.Join(" or ", Enum.GetNames<QuerySharing>()),
        static (string text, out QuerySharing value) => Enum.TryParse(text, ignoreCase: true, out value) && char.IsAsciiLetter(text[0]));
}
