using Querent.Generators.Binding;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Counts the levels of objects and lists of a type, a recursion once.</summary>
internal static class AnswerDepth
{
    public static int Of(int type, TypeTable types) => Of(type, types, []);

    private static int Of(int id, TypeTable types, Dictionary<int, int> known)
    {
        if (!known.TryGetValue(id, out int depth))
        {
            known[id] = 0;   // within itself it adds nothing
            TypeShape type = types.Types[id];
            IEnumerable<int> parts = type.Union is { } union
                ? union.Cases.SelectMany(option => AnswerMembers.Of(types[option.Type])).Select(member => member.Type.Id)
                : AnswerMembers.Parts(type);
            int deepest = parts.Select(part => Of(part, types, known)).DefaultIfEmpty().Max();
            known[id] = depth = deepest + (type.Kind is ValueKind.Object or ValueKind.List or ValueKind.EnumMap ? 1 : 0);
        }

        return depth;
    }
}
