using System.Text.Json;

namespace Querent;

/// <summary>Reads a reply's <c>usage</c>. A count that is missing, or is none, is unknown.</summary>
internal static class UsageJson
{
    public static TokenUsage Read(ref Utf8JsonReader json)
    {
        int? input = null, output = null, cached = null, reasoning = null;
        json.Read();
        int depth = json.CurrentDepth;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return default;
        }

        // The details are one level down; their names are unique, so the level need not be told apart.
        while (json.Read() && json.CurrentDepth > depth)
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.ValueTextEquals("prompt_tokens"u8))
            {
                input = ReadCount(ref json);
            }
            else if (json.ValueTextEquals("completion_tokens"u8))
            {
                output = ReadCount(ref json);
            }
            else if (json.ValueTextEquals("cached_tokens"u8))
            {
                cached = ReadCount(ref json);
            }
            else if (json.ValueTextEquals("reasoning_tokens"u8))
            {
                reasoning = ReadCount(ref json);
            }
        }

        return new TokenUsage { InputTokens = input, OutputTokens = output, CachedInputTokens = cached, ReasoningTokens = reasoning };
    }

    private static int? ReadCount(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Number)
        {
            return json.TryGetInt32(out int count) && count >= 0 ? count : null;
        }

        json.Skip();
        return null;
    }
}
