using Querent.Generators.Model;

namespace Querent.Generators.Binding.Schemas;

/// <summary>How often an answer uses each type, and which types hold themselves.</summary>
internal sealed class SchemaUses
{
    private readonly TypeTable _types;
    private readonly HashSet<int> _around = [];
    private readonly Dictionary<int, int> _count = [];
    private readonly HashSet<int> _recursive = [];

    private SchemaUses(TypeTable types) => _types = types;

    /// <summary>The types that are to be defined by themselves, since they lead back to themselves.</summary>
    public IReadOnlyCollection<int> Recursive => _recursive;

    /// <summary>The types that might be defined once because they are used several times.</summary>
    public IEnumerable<int> Repeated => _count.Where(pair => pair.Value > 1 && !_recursive.Contains(pair.Key)).Select(pair => pair.Key);

    public static SchemaUses Of(RowMember query, TypeTable types)
    {
        var uses = new SchemaUses(types);
        uses.Visit(query.AnswerType.Id);
        return uses;
    }

    private void Visit(int id)
    {
        TypeShape type = _types.Types[id];
        if (type.Kind is ValueKind.Object or ValueKind.Enum)
        {
            _count[id] = _count.TryGetValue(id, out int count) ? count + 1 : 1;
            if (_around.Contains(id))
            {
                _recursive.Add(id);
            }

            if (count > 0)
            {
                return;
            }
        }

        _around.Add(id);
        foreach (int part in AnswerMembers.Parts(type))
        {
            Visit(part);
        }

        _around.Remove(id);
    }
}
