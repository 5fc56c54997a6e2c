using System.Text.Json;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>Reads a reply and the answer in it, forward only, and nothing that is not needed.</summary>
internal static class HandReply
{
    /// <summary>The answer; null when there is no complete one.</summary>
    /// <param name="body">The reply's body.</param>
    /// <param name="scratch">Where the answer's text is unescaped to; at least as long as the body.</param>
    public static Assessment? Read(ReadOnlySpan<byte> body, Span<byte> scratch)
    {
        var json = new Utf8JsonReader(body);
        int length = -1;
        bool isComplete = false;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.CurrentDepth == 1 && !json.ValueTextEquals("choices"u8))
            {
                json.Skip();
            }
            else if (json.CurrentDepth == 4 && length < 0 && json.ValueTextEquals("content"u8))
            {
                json.Read();
                length = json.TokenType == JsonTokenType.String ? json.CopyString(scratch) : -1;
            }
            else if (json.CurrentDepth == 3 && json.ValueTextEquals("finish_reason"u8))
            {
                json.Read();
                isComplete = json.ValueTextEquals("stop"u8);
            }
        }

        return isComplete && length >= 0 ? ReadAnswer(scratch[..length]) : null;
    }

    private static Assessment? ReadAnswer(ReadOnlySpan<byte> content)
    {
        var json = new Utf8JsonReader(content);
        int? score = null;
        string? rationale = null;
        Verdict? verdict = null;
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("score"u8))
            {
                json.Read();
                score = json.GetInt32();
            }
            else if (json.ValueTextEquals("rationale"u8))
            {
                json.Read();
                rationale = json.GetString();
            }
            else if (json.ValueTextEquals("verdict"u8))
            {
                json.Read();
                verdict = json.ValueTextEquals("pass"u8) ? Verdict.Pass : json.ValueTextEquals("fail"u8) ? Verdict.Fail : null;
            }
            else
            {
                return null;
            }
        }

        return score is { } points && rationale is not null && verdict is { } judgement ? new Assessment(points, rationale, judgement) : null;
    }
}
