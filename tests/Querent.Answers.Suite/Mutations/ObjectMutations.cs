using Querent.Answers.Suite.Documents;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Properties that are missing, unknown or there twice.</summary>
internal static class ObjectMutations
{
    /// <param name="site">The object's place.</param>
    /// <param name="made">The object.</param>
    /// <param name="first">The first property that is not the discriminator.</param>
    /// <param name="random">Where to change it.</param>
    public static IEnumerable<Mutation> Of(Site site, ObjectNode made, int first, Random random)
    {
        int at = random.Next(first, made.Properties.Count + 1);
        yield return Insert("unknown property", "unknown", site.Path, new NameNode("unk\u00f6wn"));
        yield return Insert("half a surrogate pair in a name", "json", site.Path, new NameNode("", "\"\\ud83d\""));
        if (made.Properties.Count == first)
        {
            yield break;
        }

        int other = random.Next(first, made.Properties.Count);
        (NameNode name, Node value) = made.Properties[other];
        string path = $"{site.Path}.{name.Text}";
        yield return new Mutation("missing property", "required", path, () => made.Properties.RemoveAt(other));
        int behind = random.Next(other + 1, made.Properties.Count + 1);
        yield return new Mutation("property twice", "duplicate", path, () => made.Properties.Insert(behind, (name, value)));
        string upper = name.Text.ToUpperInvariant();
        string changed = upper == name.Text ? name.Text.ToLowerInvariant() : upper;
        yield return new Mutation("name in another case", "unknown", site.Path, () => made.Properties[other] = (new NameNode(changed), value));

        Mutation Insert(string what, string rule, string where, NameNode added)
            => new(what, rule, where, () => made.Properties.Insert(at, (added, new RawNode("1"))));
    }
}
