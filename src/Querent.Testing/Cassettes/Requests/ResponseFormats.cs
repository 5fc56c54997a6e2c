using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace Querent.Testing;

/// <summary>
/// The response formats by name: a query's is the same for each of its rows, so it stands in the file once. The name is the
/// schema's, and ends in the hash of the bytes that were sent.
/// </summary>
internal sealed class ResponseFormats(Scrubbing scrubbing)
{
    // So many digits that two of a project's formats never have the same.
    private const int HashDigits = 16;

    private readonly ConcurrentDictionary<string, (string Name, ResponseFormatJson Format)> _known = new(StringComparer.Ordinal);

    public (string? Name, ResponseFormatJson? Format) Of(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
        {
            return default;
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(json.Span))[..HashDigits];
        return _known.TryGetValue(hash, out (string, ResponseFormatJson) known) ? known : _known.GetOrAdd(hash, Read(json, hash));
    }

    private (string Name, ResponseFormatJson Format) Read(ReadOnlyMemory<byte> json, string hash)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return ($"{NameOf(document.RootElement) ?? "format"}-{hash}", new ResponseFormatJson(JsonText.Compact(document.RootElement, scrubbing.Text)));
        }
        catch (JsonException)
        {
            return ($"format-{hash}", new ResponseFormatJson("null"));   // what it is, the endpoint will say
        }
    }

    private static string? NameOf(JsonElement format)
        => format.ValueKind == JsonValueKind.Object && format.TryGetProperty("json_schema", out JsonElement schema)
            && schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("name", out JsonElement name)
            && name.ValueKind == JsonValueKind.String
                ? JsonText.TextOf(name)
                : null;
}
