using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>
/// Checks an image of a message: its address, and how closely it is to be looked at. An http address is not fetched, and the
/// image behind a data address is not decoded.
/// </summary>
internal static class ImageUrlReader
{
    private const int LowTokens = 85;

    // What the service counts for an image of 1024 by 1024 pixels that is looked at closely.
    private const int HighTokens = 765;

    private const string Url = "image_url.url";
    private const string Detail = "image_url.detail";

    /// <summary>Reads the object that the reader stands on, to its end.</summary>
    /// <returns>The bytes of as many tokens as the image counts for.</returns>
    public static int Read(ref Utf8JsonReader json, PartPath path)
    {
        bool hasUrl = false;
        bool isLow = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("url"u8))
            {
                json.Read();
                ContentPartReader.Expect(ParameterKind.String, JsonTokenType.String, json.TokenType, path, Url);
                CheckUrl(ref json, path);
                hasUrl = true;
            }
            else if (json.ValueTextEquals("detail"u8))
            {
                json.Read();
                isLow = IsLow(ref json, path);
            }
            else
            {
                string name = path.Of($"image_url.{json.GetString()}");
                throw RequestRejectedException.InvalidRequest($"Unknown parameter: '{name}'.", name, "unknown_parameter");
            }
        }

        return hasUrl
            ? (isLow ? LowTokens : HighTokens) * TokenEstimate.BytesPerToken
            : throw RequestRejectedException.InvalidRequest($"Missing required parameter: '{path.Of(Url)}'.", path.Of(Url), "missing_required_parameter");
    }

    private static bool IsLow(ref Utf8JsonReader json, PartPath path)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return false;
        }

        ContentPartReader.Expect(ParameterKind.String, JsonTokenType.String, json.TokenType, path, Detail);
        bool isLow = json.ValueTextEquals("low"u8);
        return isLow || json.ValueTextEquals("high"u8) || json.ValueTextEquals("auto"u8)
            ? isLow
            : throw RequestRejectedException.InvalidRequest(
                $"Invalid value: '{json.GetString()}'. Supported values are: 'auto', 'low', and 'high'.", path.Of(Detail), "invalid_value");
    }

    private static void CheckUrl(ref Utf8JsonReader json, PartPath path)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
        try
        {
            if (FindFault(rented.AsSpan(0, json.CopyString(rented))) is { } fault)
            {
                throw RequestRejectedException.InvalidRequest(
                    $"Invalid image URL: '{path.Of(Url)}'. Expected a base64-encoded data URL with an image MIME type (such as 'data:image/png;base64,…'), but got {fault}.",
                    path.Of(Url),
                    "invalid_value");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static string? FindFault(ReadOnlySpan<byte> url)
    {
        if (Ascii.EqualsIgnoreCase(Start(url, 7), "http://"u8) || Ascii.EqualsIgnoreCase(Start(url, 8), "https://"u8))
        {
            return Uri.IsWellFormedUriString(Encoding.UTF8.GetString(url), UriKind.Absolute) ? null : "an address that is not well formed";
        }

        if (!Ascii.EqualsIgnoreCase(Start(url, 5), "data:"u8))
        {
            return "a value without the 'data:' prefix";
        }

        ReadOnlySpan<byte> data = url[5..];
        int comma = data.IndexOf((byte)',');
        if (comma < 0 || !data[..comma].EndsWith(";base64"u8))
        {
            return "a value without base64-encoded bytes";
        }

        ReadOnlySpan<byte> type = data[..(comma - ";base64"u8.Length)];
        return !(type.SequenceEqual("image/png"u8) || type.SequenceEqual("image/jpeg"u8) || type.SequenceEqual("image/jpg"u8) || type.SequenceEqual("image/gif"u8) || type.SequenceEqual("image/webp"u8))
            ? $"unsupported MIME type '{Encoding.UTF8.GetString(type)}'"
            : !Base64.IsValid(data[(comma + 1)..], out int bytes) ? "invalid base64-encoded bytes" : bytes == 0 ? "empty base64-encoded bytes" : null;
    }

    private static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> url, int length) => url.Length < length ? default : url[..length];
}
