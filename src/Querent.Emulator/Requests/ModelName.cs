using System.Text.Json;

namespace Querent.Emulator;

/// <summary>The deployment that a body names although it is otherwise refused.</summary>
internal static class ModelName
{
    /// <summary>The body's <c>model</c>; null when there is none to be read.</summary>
    public static string? Find(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1 && json.ValueTextEquals("model"u8))
                {
                    return json.Read() && json.TokenType == JsonTokenType.String ? json.GetString() : null;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
        }

        return null;
    }
}
