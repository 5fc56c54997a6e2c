using System.Globalization;
using System.Text.Json;

namespace Querent;

/// <summary>Reads a content filter's results. What has another shape than the documented ones is passed over; nothing throws but on JSON that is none.</summary>
internal static class ContentFilter
{
    /// <summary>
    /// Reads a <c>content_filter_result(s)</c>: an object with a member a category, or an <c>error</c> when the filter was
    /// down. Leaves the reader on the value's end.
    /// </summary>
    public static void ReadResults(ref Utf8JsonReader json, ContentFilterSource source, ref FilterFindings findings)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("error"u8))
            {
                json.Read();
                findings.IsUnfiltered |= json.TokenType == JsonTokenType.StartObject;
                json.Skip();
                continue;
            }

            ReadOnlySpan<byte> name = json.ValueIsEscaped ? [] : json.ValueSpan;
            json.Read();
            Finding finding = ReadCategory(ref json);
            if (finding.IsAny)
            {
                findings.Add(new ContentFilterCategory(WireToken.Of(name) ?? "unknown", finding.Severity, finding.IsFiltered, source) { IsDetected = finding.IsDetected });
            }
        }
    }

    /// <summary>Reads a list of results: <c>content_filters</c> of an error, <c>prompt_filter_results</c> of a reply. Leaves the reader on the value's end.</summary>
    /// <param name="json">The reader, on the value.</param>
    /// <param name="source">What they are about; null where each says so itself.</param>
    /// <param name="findings">What is found.</param>
    public static void ReadList(ref Utf8JsonReader json, ContentFilterSource? source, ref FilterFindings findings)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            ContentFilterSource entrySource = source ?? FindSource(json);
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                bool isResults = IsResults(ref json);
                json.Read();
                if (isResults)
                {
                    ReadResults(ref json, entrySource, ref findings);
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    /// <summary>Whether a property is a filter's results, by either of its names.</summary>
    public static bool IsResults(ref Utf8JsonReader json)
        => json.ValueTextEquals("content_filter_results"u8) || json.ValueTextEquals("content_filter_result"u8);

    /// <summary>What an entry's results are about; it may say so after them.</summary>
    private static ContentFilterSource FindSource(Utf8JsonReader json)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isSource = json.ValueTextEquals("source_type"u8);
            json.Read();
            if (isSource)
            {
                return json.TokenType == JsonTokenType.String && json.ValueTextEquals("completion"u8) ? ContentFilterSource.Answer : ContentFilterSource.Prompt;
            }

            json.Skip();
        }

        return ContentFilterSource.Prompt;
    }

    /// <summary>Reads a category: an object, or, for lists of words, an array of objects.</summary>
    private static Finding ReadCategory(ref Utf8JsonReader json)
    {
        var finding = new Finding();
        int depth = json.CurrentDepth;
        if (json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return finding;
        }

        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.ValueTextEquals("filtered"u8))
            {
                json.Read();
                finding.IsFiltered |= json.TokenType == JsonTokenType.True;
            }
            else if (json.ValueTextEquals("detected"u8))
            {
                json.Read();
                finding.IsDetected |= json.TokenType == JsonTokenType.True;
            }
            else if (json.ValueTextEquals("severity"u8))
            {
                json.Read();
                finding.Severity = ReadSeverity(ref json);
            }
        }

        return finding;
    }

    // The documented words are constants, since nearly every reply has them.
    private static string? ReadSeverity(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String when json.ValueTextEquals("safe"u8) => Finding.Safe,
        JsonTokenType.String when json.ValueTextEquals("low"u8) => "low",
        JsonTokenType.String when json.ValueTextEquals("medium"u8) => "medium",
        JsonTokenType.String when json.ValueTextEquals("high"u8) => "high",
        JsonTokenType.String => WireToken.Read(ref json),
        JsonTokenType.Number when json.TryGetInt32(out int level) => level == 0 ? Finding.Safe : level.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private struct Finding
    {
        public const string Safe = "safe";

        public bool IsFiltered;
        public bool IsDetected;
        public string? Severity;

        public readonly bool IsAny => IsFiltered || IsDetected || Severity is not (null or Safe);
    }
}
