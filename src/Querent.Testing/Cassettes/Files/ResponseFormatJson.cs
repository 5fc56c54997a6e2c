using System.Text.Json;
using System.Text.Json.Serialization;

namespace Querent.Testing;

/// <summary>A response format: its JSON, without white space.</summary>
[JsonConverter(typeof(Converter))]
internal sealed record ResponseFormatJson(string Text)
{
    /// <summary>The same JSON in lines, for a diff.</summary>
    public string Indented()
    {
        using var document = JsonDocument.Parse(Text);
        return JsonText.Indented(document.RootElement);
    }

    internal sealed class Converter : JsonConverter<ResponseFormatJson>
    {
        private static readonly EmbeddedJson Json = new();

        public override ResponseFormatJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => new(Json.Read(ref reader, typeof(string), options));

        public override void Write(Utf8JsonWriter writer, ResponseFormatJson value, JsonSerializerOptions options)
            => Json.Write(writer, value.Text, options);
    }
}
