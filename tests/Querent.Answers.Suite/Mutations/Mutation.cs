using Querent.Answers.Suite.Documents;

namespace Querent.Answers.Suite.Mutations;

/// <summary>One way to make an answer wrong, and what has to be said of it.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Rule">The rule that it breaks.</param>
/// <param name="Path">Where it has to be refused.</param>
/// <param name="Apply">Does it.</param>
internal sealed record Mutation(string Name, string Rule, string Path, Action Apply)
{
    /// <summary>In the place of a value.</summary>
    public static Mutation Of(Site site, string name, string rule, Node node)
        => new(name, rule, site.Path, () => site.Replace(node));

    /// <summary>No JSON in the place of a value: where it stands in is all that is known.</summary>
    public static Mutation OfSyntax(Site site, string name, Node node)
        => new(name, "json", site.Around, () => site.Replace(node));
}
