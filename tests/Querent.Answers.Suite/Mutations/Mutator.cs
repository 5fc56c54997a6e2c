using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Makes a right answer wrong in one place.</summary>
internal sealed class Mutator(Random random)
{
    /// <summary>The answer made wrong, and what was done.</summary>
    /// <param name="root">What the answer may be.</param>
    /// <param name="json">The answer.</param>
    public (byte[] Json, Mutation Mutation) Mutate(Slot root, string json)
    {
        Node document = NodeReader.Read(json);
        List<Site> sites = Site.AllOf(root, document, other => document = other);
        Site site = sites[random.Next(sites.Count)];
        List<Mutation> choices = [.. Of(site)];
        Mutation mutation = choices[random.Next(choices.Count)];
        mutation.Apply();
        return (NodeWriter.Write(document, random.Next(2) == 0 ? random : null), mutation);
    }

    private IEnumerable<Mutation> Of(Site site)
    {
        IEnumerable<Mutation> all = KindMutations.Of(site).Concat(SyntaxMutations.Of(site)).Concat(ConstraintMutations.Of(site));
        all = site.Path == "$" ? all.Concat(SyntaxMutations.OfWhole(site)) : all;
        return (site.Slot.Shape, site.Node) switch
        {
            (ObjectShape, ObjectNode made) => all.Concat(ObjectMutations.Of(site, made, first: 0, random)),
            (MapShape, ObjectNode made) => all.Concat(ObjectMutations.Of(site, made, first: 0, random)),
            (UnionShape union, ObjectNode made) => all.Concat(ObjectMutations.Of(site, made, first: 1, random)).Concat(UnionMutations.Of(site, union, made)),
            (EnumShape shape, _) => all.Concat(EnumMutations.Of(site, shape)).Concat(SyntaxMutations.OfText(site)),
            (ScalarShape, _) => all.Concat(NumberMutations.Of(site)).Concat(FormMutations.Of(site)).Concat(SyntaxMutations.OfText(site)),
            _ => all,
        };
    }
}
