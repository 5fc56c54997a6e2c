using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Querent;

/// <summary>Finds out where in an answer a byte stands, once something there was refused, so that reading keeps no path.</summary>
internal static class AnswerPath
{
    /// <summary>The JSON path of the value, or of the container that ends, at a byte.</summary>
    public static string Of(ReadOnlySpan<byte> content, long position) => Format(Walk(content, position));

    /// <summary>
    /// The JSON path of the container that a byte stands in, for what has no place in the schema: a name that only the
    /// model knows is part of its answer, and so stays out of the path.
    /// </summary>
    public static string Around(ReadOnlySpan<byte> content, long position)
    {
        List<(string? Name, int Index)> frames = Walk(content, position);
        return Format(frames.Count == 0 ? frames : frames[..^1]);
    }

    private static List<(string? Name, int Index)> Walk(ReadOnlySpan<byte> content, long position)
    {
        var frames = new List<(string? Name, int Index)>();
        var json = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = AnswerReader.MaxDepth });
        try
        {
            while (json.Read())
            {
                if (json.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    frames.RemoveAt(frames.Count - 1);
                }
                else if (json.TokenType == JsonTokenType.PropertyName)
                {
                    frames[^1] = (NameOf(ref json), -1);
                }
                else if (frames.Count > 0 && frames[^1].Name is null)
                {
                    frames[^1] = (null, frames[^1].Index + 1);
                }

                if (json.TokenStartIndex >= position)
                {
                    break;
                }

                if (json.TokenType is JsonTokenType.StartObject)
                {
                    frames.Add(("", -1));
                }
                else if (json.TokenType is JsonTokenType.StartArray)
                {
                    frames.Add((null, -1));
                }
            }
        }
        catch (JsonException)
        {
            // What was read before the fault is the path to it.
        }

        return frames;
    }

    private static string NameOf(ref Utf8JsonReader json)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return "?";
        }
    }

    private static string Format(List<(string? Name, int Index)> frames)
    {
        var path = new StringBuilder("$");
        foreach ((string? name, int index) in frames)
        {
            if (name is null)
            {
                path.Append(CultureInfo.InvariantCulture, $"[{Math.Max(index, 0)}]");
            }
            else if (name.Length > 0)
            {
                path.Append('.').Append(name);
            }
        }

        return path.ToString();
    }
}
