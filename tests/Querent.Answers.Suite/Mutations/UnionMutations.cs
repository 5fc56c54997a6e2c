using System.Text.Json;
using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Discriminators that are missing, late, unknown or there twice.</summary>
internal static class UnionMutations
{
    public static IEnumerable<Mutation> Of(Site site, UnionShape union, ObjectNode made)
    {
        (NameNode Name, Node Value) tag = made.Properties[0];
        string path = $"{site.Path}.{union.Discriminator}";
        foreach (Node wrong in Wrong(union))
        {
            yield return new Mutation("wrong discriminator", "union", path, () => made.Properties[0] = (tag.Name, wrong));
        }

        yield return new Mutation("half a surrogate pair in a discriminator's name", "json", site.Path, () => made.Properties[0] = (new NameNode("", "\"\\ud83d\""), tag.Value));
        yield return new Mutation("missing discriminator", "union", site.Path, () => made.Properties.RemoveAt(0));
        yield return new Mutation("empty object for a union", "union", site.Path, made.Properties.Clear);
        yield return new Mutation("discriminator twice", "duplicate", path, () => made.Properties.Add(tag));
        if (made.Properties.Count > 1)
        {
            yield return new Mutation("late discriminator", "union", site.Path, () => made.Properties.Reverse());
        }

        if (tag.Value is TextNode)
        {
            yield return new Mutation("half a surrogate pair in a discriminator", "json", path, () => made.Properties[0] = (tag.Name, new RawNode("\"\\ud83d\"")));
        }
    }

    private static IEnumerable<Node> Wrong(UnionShape union)
    {
        yield return new RawNode("null");
        yield return new TextNode("");
        yield return new RawNode("99");
        yield return new RawNode("1.5");
        yield return new ArrayNode();
        foreach ((string tag, _) in union.Cases)
        {
            // In the other kind, and in another case.
            yield return tag[0] == '"' ? new TextNode(JsonSerializer.Deserialize<string>(tag)!.ToUpperInvariant()) : new TextNode(tag);
        }
    }
}
