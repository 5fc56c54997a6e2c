using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Querent.Answers.Suite.Documents;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Suite.Mutations;

/// <summary>Lists of too few items and of too many.</summary>
internal static class SizeMutations
{
    private const int Most = 5;

    public static IEnumerable<Mutation> Of(Site site, ListShape list, ValidationAttribute constraint, ValidationAttribute[] others)
    {
        string name = constraint.GetType().Name;
        foreach (int size in Enumerable.Range(0, Most).Where(size => IsWrong(new object[size])))
        {
            yield return Mutation.Of(site, $"{size} items break {name}", "length", ListOf(list, Enumerable.Range(0, size)));
        }

        // What is there twice counts once.
        if (list.IsSet && IsWrong(new object[1]))
        {
            yield return Mutation.Of(site, $"one item twice breaks {name}", "length", ListOf(list, [0, 0]));
        }

        bool IsWrong(object[] items) => !constraint.IsValid(items) && others.All(other => other.IsValid(items));
    }

    private static ArrayNode ListOf(ListShape list, IEnumerable<int> items)
    {
        var made = new ArrayNode();
        made.Items.AddRange(items.Select<int, Node>(item => list.Element.Shape switch
        {
            EnumShape enumeration => new TextNode(enumeration.Members[item].Name),
            { Type: var type } when type == typeof(string) => new TextNode(item.ToString(CultureInfo.InvariantCulture)),
            _ => new RawNode(item.ToString(CultureInfo.InvariantCulture)),
        }));
        return made;
    }
}
