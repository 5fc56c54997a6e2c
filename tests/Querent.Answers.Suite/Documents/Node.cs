namespace Querent.Answers.Suite.Documents;

/// <summary>A JSON document that one can change, and make wrong.</summary>
internal abstract class Node;

internal sealed class ObjectNode : Node
{
    /// <summary>In order; a name may appear twice.</summary>
    public List<(NameNode Name, Node Value)> Properties { get; } = [];

    public int IndexOf(string name) => Properties.FindIndex(property => property.Name.Text == name);
}

internal sealed class ArrayNode : Node
{
    public List<Node> Items { get; } = [];
}

internal sealed class TextNode(string value) : Node
{
    public string Value { get; } = value;
}

/// <summary>A number, <c>true</c>, <c>false</c>, <c>null</c>, or what is no JSON at all.</summary>
internal sealed class RawNode(string json) : Node
{
    public string Json { get; } = json;
}

/// <summary>The end of the text, whatever should follow.</summary>
internal sealed class CutNode : Node;

/// <summary>A property's name.</summary>
/// <param name="Text">The name.</param>
/// <param name="Raw">What to write instead of it; null for the name itself.</param>
internal sealed record NameNode(string Text, string? Raw = null);
