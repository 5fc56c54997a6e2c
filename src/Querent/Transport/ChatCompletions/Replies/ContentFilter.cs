using System.Collections.Immutable;
using System.Text.Json;

namespace Querent;

/// <summary>Reads which of a content filter's categories stopped a prompt or an answer.</summary>
internal static class ContentFilter
{
    /// <summary>
    /// The names of the categories with <c>filtered: true</c> in a <c>content_filter_result(s)</c> object; leaves the
    /// reader on the object's end.
    /// </summary>
    public static ImmutableArray<string> ReadCategories(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return [];
        }

        ImmutableArray<string> categories = [];
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            Utf8JsonReader name = json;
            json.Read();
            if (IsFiltered(ref json))
            {
                categories = categories.Add(name.GetString()!);
            }
        }

        return categories;
    }

    private static bool IsFiltered(ref Utf8JsonReader json)
    {
        bool filtered = false;
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return false;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            bool isFlag = json.ValueTextEquals("filtered"u8);
            json.Read();
            filtered |= isFlag && json.TokenType == JsonTokenType.True;
            json.Skip();
        }

        return filtered;
    }
}
