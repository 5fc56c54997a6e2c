using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Another kind of value.</summary>
internal static class KindMutations
{
    private static readonly string[] Kinds = ["object", "array", "string", "number", "boolean"];

    public static IEnumerable<Mutation> Of(Site site)
    {
        foreach (string kind in Kinds.Where(kind => kind != KindOf(site.Slot.Shape)))
        {
            yield return Mutation.Of(site, $"{kind} for {KindOf(site.Slot.Shape)}", "type", Make(kind));
        }

        if (!site.Slot.IsNullable)
        {
            yield return Mutation.Of(site, "null", "type", new RawNode("null"));
        }
    }

    public static string KindOf(Shape shape) => shape switch
    {
        ObjectShape or UnionShape or MapShape => "object",
        ListShape => "array",
        EnumShape => "string",
        _ when shape.Type == typeof(bool) => "boolean",
        _ when shape.Type.IsPrimitive && shape.Type != typeof(char) || shape.Type == typeof(decimal) => "number",
        _ => "string",
    };

    private static Node Make(string kind) => kind switch
    {
        "object" => new ObjectNode(),
        "array" => new ArrayNode(),
        "string" => new TextNode("42"),
        "number" => new RawNode("1"),
        _ => new RawNode("true"),
    };
}
