using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Querent.Testing;

/// <summary>Writes JSON for people and for diffs: letters of every script and pictographs as themselves, numbers as they were written.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Lines = OneLine with { Indented = true, NewLine = "\n" };

    /// <summary>A value without white space.</summary>
    /// <param name="element">The value.</param>
    /// <param name="change">What becomes of each string in it that is no property's name; null for nothing.</param>
    /// <exception cref="JsonException">A string holds half of a surrogate pair.</exception>
    public static string Compact(JsonElement element, Func<string, string>? change = null) => Write(element, OneLine, change);

    /// <summary>A value with a line for each member and item.</summary>
    public static string Indented(JsonElement element) => Write(element, Lines, change: null);

    /// <summary>Writes a value as the writer's options say.</summary>
    /// <exception cref="JsonException">A string holds half of a surrogate pair.</exception>
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
                writer.WriteStringValue(change is null ? text : change(text));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    /// <summary>A string's text.</summary>
    /// <exception cref="JsonException">It holds half of a surrogate pair.</exception>
    public static string TextOf(JsonElement element) => Whole(() => element.GetString()!);

    /// <summary>JSON that .NET has written, with pictographs as themselves: no encoder of .NET's lets those pass.</summary>
    public static string WithPictographs(string json)
    {
        const int escape = 6;   // as in \ud83d
        int next = json.IndexOf('\\', StringComparison.Ordinal);
        if (next < 0)
        {
            return json;
        }

        var text = new StringBuilder(json.Length);
        int copied = 0;
        for (; next >= 0; next = json.IndexOf('\\', next))
        {
            if (UnitAt(json, next) is { } high && char.IsHighSurrogate(high) && UnitAt(json, next + escape) is { } low && char.IsLowSurrogate(low))
            {
                text.Append(json, copied, next - copied).Append(high).Append(low);
                next += 2 * escape;
                copied = next;
            }
            else
            {
                next += 2;   // the escaped character is no start of another escape
            }
        }

        return text.Append(json, copied, json.Length - copied).ToString();
    }

    private static char? UnitAt(string json, int start)
        => json.AsSpan(start) is ['\\', 'u', _, _, _, _, ..] && ushort.TryParse(json.AsSpan(start + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
            ? (char)unit
            : null;

    private static string Write(JsonElement element, JsonWriterOptions options, Func<string, string>? change)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            Write(writer, element, change);
        }

        return WithPictographs(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

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
}
