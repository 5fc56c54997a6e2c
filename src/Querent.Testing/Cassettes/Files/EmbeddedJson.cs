using System.Text.Json;
using System.Text.Json.Serialization;

namespace Querent.Testing;

/// <summary>JSON without white space, which stands in the file as a value of its own, member by member.</summary>
internal sealed class EmbeddedJson : JsonConverter<string>
{
    /// <summary>Whether a text can stand in the file as JSON and be read back to the very same text.</summary>
    public static bool CanHold(string text)
    {
        if (text is not (['{', ..] or ['[', ..]))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return JsonText.Compact(document.RootElement) == text;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return JsonText.Compact(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        using var document = JsonDocument.Parse(value);
        JsonText.Write(writer, document.RootElement);
    }
}
