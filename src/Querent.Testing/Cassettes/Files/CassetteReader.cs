using System.Globalization;
using System.Text.Json;

namespace Querent.Testing;

/// <summary>Reads a cassette's file, and refuses what is none with what to do about it.</summary>
internal static class CassetteReader
{
    private const string FormatMember = "querentCassette";
    private const string Anew = "or delete it and record it anew";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads a file.</summary>
    /// <param name="name">What the user calls it.</param>
    /// <param name="file">Its path.</param>
    /// <exception cref="CassetteException">It is torn, no cassette, or of a later version.</exception>
    public static CassetteFile Read(string name, string file)
    {
        ReadOnlyMemory<byte> bytes = File.ReadAllBytes(file);
        if (bytes.Span.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        using JsonDocument document = Parse(name, bytes);
        int format = FormatOf(name, document.RootElement);
        if (format > CassetteFile.CurrentFormat)
        {
            throw new CassetteException($"The cassette '{name}' has the format {format}, and this version of Querent.Testing reads up to {CassetteFile.CurrentFormat}. Update the package, {Anew}.");
        }

        try
        {
            return CassetteText.Read(document.RootElement);
        }
        catch (JsonException exception)
        {
            string where = exception.Path is null ? "" : $" at {exception.Path}";
            throw new CassetteException($"The cassette '{name}' cannot be read{where}: something there is missing, unknown or of a wrong type. Take it from version control again, {Anew}.", exception);
        }
    }

    private static JsonDocument Parse(string name, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = CassetteText.MaxDepth });
        }
        catch (JsonException exception)
        {
            string line = ((exception.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            throw new CassetteException($"The cassette '{name}' is torn: it stops being JSON in line {line}, as after a merge with conflicts or a copy that was cut off. Take it from version control again, {Anew}.", exception);
        }
    }

    private static int FormatOf(string name, JsonElement root)
        => root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty(FormatMember, out JsonElement format)
            && format.ValueKind == JsonValueKind.Number
            && format.TryGetInt32(out int number)
            && number > 0
                ? number
                : throw new CassetteException($"The file '{name}' is no cassette: it is no JSON object with a number as its \"{FormatMember}\". Name another file, {Anew}.");
}
