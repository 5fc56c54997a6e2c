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
        List<Frame> frames = Walk(content, position);
        return Format(frames.Count == 0 ? frames : frames[..^1]);
    }

    /// <summary>Whether the property whose value stands at a byte has the name of its object's first: a union's discriminator.</summary>
    public static bool IsFirstAgain(ReadOnlySpan<byte> content, long position) => Walk(content, position) is [.., { IsFirstAgain: true }];

    private static List<Frame> Walk(ReadOnlySpan<byte> content, long position)
    {
        var frames = new List<Frame>();
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
                    string name = NameOf(ref json);
                    frames[^1] = new Frame(name, -1, frames[^1].First ?? name, frames[^1].First == name);
                }
                else if (frames.Count > 0 && frames[^1].Name is null)
                {
                    frames[^1] = frames[^1] with { Index = frames[^1].Index + 1 };
                }

                if (json.TokenStartIndex >= position)
                {
                    break;
                }

                if (json.TokenType is JsonTokenType.StartObject)
                {
                    frames.Add(new Frame("", -1));
                }
                else if (json.TokenType is JsonTokenType.StartArray)
                {
                    frames.Add(new Frame(null, -1));
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

    private static string Format(List<Frame> frames)
    {
        var path = new StringBuilder("$");
        foreach ((string? name, int index, _, _) in frames)
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

    // Of an object, the property that is read and the first of all; of an array, the element.
    private readonly record struct Frame(string? Name, int Index, string? First = null, bool IsFirstAgain = false);
}
