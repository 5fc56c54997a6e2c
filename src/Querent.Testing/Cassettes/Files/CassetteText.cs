using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Querent.Testing;

/// <summary>A cassette and its parts as JSON, the same bytes on every machine.</summary>
internal static class CassetteText
{
    /// <summary>How deep it may be nested: answers are in it, and they may be 64 deep themselves.</summary>
    public const int MaxDepth = 256;

    // The least that JSON needs is escaped: no page of HTML is around it, and apostrophes stay what they are.
    private static readonly JsonSerializerOptions InLines = new(CassetteJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions InOneLine = new(InLines) { WriteIndented = false };

    /// <summary>The file's text: UTF-8, line feeds, one of them at its end.</summary>
    public static byte[] Write(CassetteFile file) => Encoding.UTF8.GetBytes(JsonText.WithPictographs(JsonSerializer.Serialize(file, Info<CassetteFile>(InLines))) + "\n");

    /// <summary>The same in one line, with its line feed.</summary>
    public static byte[] WriteLine(CassetteFile file) => Encoding.UTF8.GetBytes(InLine(file) + "\n");

    /// <summary>Reads a file whose format is known.</summary>
    /// <exception cref="JsonException">Something in it is missing, unknown or of a wrong type.</exception>
    public static CassetteFile Read(JsonElement file) => file.Deserialize(Info<CassetteFile>(InLines)) ?? throw new JsonException();

    /// <summary>What tells a request from any other: its JSON.</summary>
    public static string KeyOf(RecordedRequest request) => InLine(request);

    /// <summary>What tells a reply from any other: its JSON.</summary>
    public static string KeyOf(RecordedReply reply) => InLine(reply);

    private static string InLine<T>(T value) => JsonSerializer.Serialize(value, Info<T>(InOneLine));

    private static JsonTypeInfo<T> Info<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
