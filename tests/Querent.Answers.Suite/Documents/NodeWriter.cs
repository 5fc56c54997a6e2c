using System.Globalization;
using System.Text;

namespace Querent.Answers.Suite.Documents;

/// <summary>Writes JSON: plainly, or with white space and escapes wherever they may be.</summary>
internal sealed class NodeWriter
{
    private const string WhiteSpace = " \t\r\n";

    private readonly Random? _random;
    private readonly StringBuilder _json = new();
    private bool _isCut;

    private NodeWriter(Random? random) => _random = random;

    public static byte[] Write(Node node, Random? random = null)
    {
        var writer = new NodeWriter(random);
        writer.Append(node);
        writer.Space();
        return Encoding.UTF8.GetBytes(writer._json.ToString());
    }

    private void Append(Node node)
    {
        Space();
        switch (node)
        {
            case ObjectNode made:
                AppendParts('{', made.Properties, '}', property =>
                {
                    Space();
                    Append(property.Name);
                    Space();
                    Append(":");
                    Append(property.Value);
                });
                break;
            case ArrayNode list:
                AppendParts('[', list.Items, ']', Append);
                break;
            case TextNode text:
                AppendString(text.Value);
                break;
            case RawNode raw:
                Append(raw.Json);
                break;
            case CutNode:
                _isCut = true;
                break;
        }
    }

    private void AppendParts<T>(char start, List<T> parts, char end, Action<T> append)
    {
        Append(start.ToString());
        for (int i = 0; i < parts.Count; i++)
        {
            Append(i == 0 ? "" : ",");
            append(parts[i]);
        }

        Space();
        Append(end.ToString());
    }

    private void Append(NameNode name)
    {
        if (name.Raw is null)
        {
            AppendString(name.Text);
        }
        else
        {
            Append(name.Raw);
        }
    }

    private void AppendString(string text)
    {
        Append("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isEscaped = rune.Value is '"' or '\\' or < ' ' || _random?.Next(6) == 0;
            Append(isEscaped ? string.Concat(rune.ToString().Select(Escape)) : rune.ToString());
        }

        Append("\"");
    }

    private string Escape(char c)
    {
        int shortForm = "\"\\/\b\f\n\r\t".IndexOf(c, StringComparison.Ordinal);
        return shortForm >= 0 && _random?.Next(2) == 0
            ? $"\\{"\"\\/bfnrt"[shortForm]}"
            : $"\\u{((int)c).ToString(_random?.Next(2) == 0 ? "X4" : "x4", CultureInfo.InvariantCulture)}";
    }

    private void Space()
    {
        for (int i = _random is null ? 0 : Math.Max(_random.Next(6) - 3, 0); i > 0; i--)
        {
            Append(WhiteSpace[_random!.Next(WhiteSpace.Length)].ToString());
        }
    }

    private void Append(string json) => _json.Append(_isCut ? "" : json);
}
