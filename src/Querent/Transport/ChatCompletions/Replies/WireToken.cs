using System.Text;
using System.Text.Json;

namespace Querent;

/// <summary>
/// Takes a word of the provider's as it is if it looks like a code or a name, so that no text passes for one. Never throws.
/// </summary>
internal static class WireToken
{
    private const int MaxLength = 64;

    /// <summary>The word; null when it is none.</summary>
    public static string? Of(string? text)
        => text is { Length: > 0 and <= MaxLength } && text.All(character => char.IsAscii(character) && IsPart((byte)character)) ? text : null;

    /// <summary>The word that a reader stands on, a string or a property's name; null when it is none.</summary>
    public static string? Read(ref Utf8JsonReader json)
        => json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !json.ValueIsEscaped ? Of(json.ValueSpan) : null;

    /// <summary>The word; null when it is none.</summary>
    public static string? Of(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        foreach (byte part in text)
        {
            if (!IsPart(part))
            {
                return null;
            }
        }

        return Encoding.ASCII.GetString(text);
    }

    private static bool IsPart(byte part) => char.IsAsciiLetterOrDigit((char)part) || part is (byte)'_' or (byte)'-' or (byte)'.';
}
