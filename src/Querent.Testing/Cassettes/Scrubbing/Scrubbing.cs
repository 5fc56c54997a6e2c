using System.Text;
using System.Text.Json;

namespace Querent.Testing;

/// <summary>Takes the secrets out of what is to be written or matched.</summary>
internal sealed class Scrubbing(IReadOnlyList<CassetteScrubber> scrubbers)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Text(string text)
    {
        text = Credentials.Scrub(text);
        foreach (CassetteScrubber scrubber in scrubbers)
        {
            text = scrubber.Apply(text);
        }

        return text;
    }

    /// <summary>An answer without its secrets: the very bytes where there are none in it.</summary>
    public ReadOnlyMemory<byte> Content(ReadOnlyMemory<byte> content)
    {
        string? text = Decode(content.Span);
        if (text is null)
        {
            // No text that could be told; what can be read of it must not give a secret away.
            string readable = Encoding.UTF8.GetString(content.Span);
            string scrubbed = Text(readable);
            return scrubbed == readable ? content : Encoding.UTF8.GetBytes(scrubbed);
        }

        string result = Text(Strings(text));
        return result == text ? content : Encoding.UTF8.GetBytes(result);
    }

    /// <summary>A text's UTF-16; null where its bytes are no UTF-8.</summary>
    public static string? Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>JSON whose strings are scrubbed as what they mean, so that no escape hides a secret and none is broken.</summary>
    private string Strings(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            bool isChanged = false;
            string scrubbed = JsonText.Compact(document.RootElement, value =>
            {
                string result = Text(value);
                isChanged |= result != value;
                return result;
            });
            return isChanged ? scrubbed : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
