using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Strings that are no member of an enum.</summary>
internal static class EnumMutations
{
    public static IEnumerable<Mutation> Of(Site site, EnumShape shape)
    {
        string name = shape.Members[0].Name;
        string[] wrong = [name.ToUpperInvariant(), name.ToLowerInvariant(), $"{name} ", $" {name}", $"{name}, {name}", "0", "1", "", "Unheard-Of", .. shape.Members.Select(member => member.Value.ToString()!)];
        return wrong
            .Where(text => !shape.Members.Any(member => member.Name == text))
            .Select(text => Mutation.Of(site, "no member of the enum", "enum", new TextNode(text)));
    }
}
