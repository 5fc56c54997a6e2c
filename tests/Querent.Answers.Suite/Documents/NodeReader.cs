using System.Text.Json;

namespace Querent.Answers.Suite.Documents;

/// <summary>Reads JSON that is right.</summary>
internal static class NodeReader
{
    public static Node Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    private static Node Read(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var made = new ObjectNode();
                made.Properties.AddRange(element.EnumerateObject().Select(property => (new NameNode(property.Name), Read(property.Value))));
                return made;
            case JsonValueKind.Array:
                var items = new ArrayNode();
                items.Items.AddRange(element.EnumerateArray().Select(Read));
                return items;
            case JsonValueKind.String:
                return new TextNode(element.GetString()!);
            default:
                return new RawNode(element.GetRawText());
        }
    }
}
