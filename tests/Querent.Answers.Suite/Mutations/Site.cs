using System.Globalization;
using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Mutations;

/// <summary>A value in an answer.</summary>
/// <param name="Slot">What it may be.</param>
/// <param name="Node">The value.</param>
/// <param name="Path">Its JSON path.</param>
/// <param name="Around">The path of what it stands in.</param>
/// <param name="Replace">Puts another in its place.</param>
internal sealed record Site(Slot Slot, Node Node, string Path, string Around, Action<Node> Replace)
{
    /// <summary>Every value of an answer, itself first.</summary>
    public static List<Site> AllOf(Slot root, Node node, Action<Node> replace)
    {
        var sites = new List<Site>();
        Add(root, node, "$", "$", replace, sites);
        return sites;
    }

    private static void Add(Slot slot, Node node, string path, string around, Action<Node> replace, List<Site> sites)
    {
        sites.Add(new Site(slot, node, path, around, replace));
        switch (slot.Shape, node)
        {
            case (ObjectShape shape, ObjectNode made):
                AddProperties(shape, made, path, sites);
                break;
            case (UnionShape shape, ObjectNode made) when shape.CaseOf(made) is { } option:
                AddProperties(option, made, path, sites);
                break;
            case (MapShape shape, ObjectNode made):
                AddParts(made, path, _ => shape.Element, sites);
                break;
            case (ListShape shape, ArrayNode list):
                for (int i = 0; i < list.Items.Count; i++)
                {
                    int at = i;
                    Add(shape.Element, list.Items[i], string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), path, other => list.Items[at] = other, sites);
                }

                break;
        }
    }

    private static void AddProperties(ObjectShape shape, ObjectNode made, string path, List<Site> sites)
        => AddParts(made, path, name => shape.Properties.Find(property => property.Name == name)?.Slot, sites);

    // Without the discriminator, which is no property of the case.
    private static void AddParts(ObjectNode made, string path, Func<string, Slot?> slot, List<Site> sites)
    {
        for (int i = 0; i < made.Properties.Count; i++)
        {
            int at = i;
            (NameNode name, Node value) = made.Properties[i];
            if (slot(name.Text) is { } part)
            {
                Add(part, value, $"{path}.{name.Text}", path, other => made.Properties[at] = (name, other), sites);
            }
        }
    }
}
