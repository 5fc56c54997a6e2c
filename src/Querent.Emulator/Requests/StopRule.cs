using System.Globalization;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>What <c>stop</c> may be: a text, or up to four of them.</summary>
internal static class StopRule
{
    private const int Most = 4;

    /// <summary>Checks the value that the reader stands on and leaves the reader on its last token.</summary>
    public static void Check(ref Utf8JsonReader json)
    {
        if (json.TokenType is JsonTokenType.Null or JsonTokenType.String)
        {
            return;
        }

        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw RequestRejectedException.InvalidRequest("Invalid type for 'stop': expected one of a string or array of strings.", "stop", "invalid_type");
        }

        int count = 0;
        for (; json.Read() && json.TokenType != JsonTokenType.EndArray; count++)
        {
            if (json.TokenType != JsonTokenType.String)
            {
                throw ParameterRule.WrongType(string.Create(CultureInfo.InvariantCulture, $"stop[{count}]"), ParameterKind.String, json.TokenType);
            }
        }

        if (count == 0)
        {
            throw RequestRejectedException.InvalidRequest(
                "Invalid 'stop': empty array. Expected an array with minimum length 1, but got an empty array instead.", "stop", "empty_array");
        }

        if (count > Most)
        {
            throw RequestRejectedException.InvalidRequest(
                string.Create(CultureInfo.InvariantCulture, $"Invalid 'stop': array too long. Expected an array with maximum length {Most}, but got an array with length {count} instead."),
                "stop",
                "array_above_max_length");
        }
    }
}
