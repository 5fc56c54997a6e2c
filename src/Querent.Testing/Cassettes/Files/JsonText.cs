using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Querent.Testing;

/// <summary>
/// Writes JSON for people and for diffs: letters of every script and pictographs as themselves, numbers as they were written. What
/// an editor would take for the end of a line, or would not show, is escaped.
/// </summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions CompactOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value without white space.</summary>
    /// <param name="element">The value.</param>
    /// <param name="change">What becomes of each string in it that is no property's name; null for nothing.</param>
    /// <exception cref="JsonException">A string holds half of a surrogate pair.</exception>
    public static string Compact(JsonElement element, Func<string, string>? change = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, CompactOptions))
        {
            Write(writer, element, change);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Writes a value as the writer's options say.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement element, Func<string, string>? change = null)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(Whole(() => property.Name));
                    Write(writer, property.Value, change);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(writer, item, change);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                string text = TextOf(element);
                WriteString(writer, change is null ? text : change(text));
                break;
            default:
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    /// <summary>Writes a string with no more escapes than JSON and a diff need.</summary>
    public static void WriteString(Utf8JsonWriter writer, string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (char c in text)
        {
            _ = c switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append(@"\\"),
                '\n' => json.Append(@"\n"),
                '\r' => json.Append(@"\r"),
                '\t' => json.Append(@"\t"),
                _ when IsUnseen(c) => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => json.Append(c),
            };
        }

        writer.WriteRawValue(json.Append('"').ToString(), skipInputValidation: true);
    }

    /// <summary>A string's text.</summary>
    /// <exception cref="JsonException">It holds half of a surrogate pair.</exception>
    public static string TextOf(JsonElement element) => Whole(() => element.GetString()!);

    private static string Whole(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A string holds half of a surrogate pair.", exception);
        }
    }

    private static bool IsUnseen(char c) => CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
