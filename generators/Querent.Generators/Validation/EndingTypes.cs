using Querent.Generators.Binding;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Finds the types of which a value can end: those that do not always hold one of themselves.</summary>
internal static class EndingTypes
{
    public static HashSet<int> Of(TypeTable types)
    {
        var ending = new HashSet<int>();
        bool grew = true;
        while (grew)
        {
            grew = false;
            for (int id = 0; id < types.Types.Count; id++)
            {
                grew |= !ending.Contains(id) && Ends(types.Types[id], ending) && ending.Add(id);
            }
        }

        return ending;
    }

    private static bool Ends(TypeShape type, HashSet<int> ending) => type.Kind switch
    {
        ValueKind.EnumMap => type.Element.IsNullable || ending.Contains(type.Element.Id),
        ValueKind.Object when type.Union is { } union => union.Cases.Any(option => ending.Contains(option.Type.Id)),
        ValueKind.Object => AnswerMembers.Of(type).All(member => member.Type.IsNullable || ending.Contains(member.Type.Id)),
        _ => true,
    };
}
