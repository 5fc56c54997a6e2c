using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the helpers that give an enum's member its name in prompts and JSON.</summary>
internal sealed class EnumEmitter(TypeTable types, HelperNames names)
{
    private readonly Worklist _work = new();

    /// <summary>A call that gives the name of a member.</summary>
    public string NameOf(int type, string value)
    {
        _work.Add(type);
        return $"{names.ForType("NameOf", type)}({value})";
    }

    /// <summary>Writes the helpers that were asked for.</summary>
    public void Emit(SourceWriter writer)
    {
        while (_work.TryTake(out int type))
        {
            TypeShape shape = types.Types[type];
            writer.Blank();
            writer.Open($"private static string {names.ForType("NameOf", type)}({shape.FullName} value) => value switch");
            var values = new HashSet<string>(StringComparer.Ordinal);
            foreach (EnumMemberShape member in shape.EnumMembers)
            {
                // A second name for the same value cannot be told from the first.
                if (values.Add(member.Value))
                {
                    writer.Line($"{shape.FullName}.{Identifier.Escape(member.Name)} => {Literal.Of(member.WireName)},");
                }
            }

            writer.Line("_ => value.ToString(),");
            writer.Close(";");
        }
    }
}
