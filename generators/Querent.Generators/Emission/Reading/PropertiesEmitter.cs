using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Reading;

/// <summary>Writes what reads the properties of an object, each into a local variable.</summary>
internal static class PropertiesEmitter
{
    /// <summary>Writes the field that holds the properties' names.</summary>
    public static void EmitNames(SourceWriter writer, string field, List<MemberShape> members)
    {
        if (members.Count > 0)
        {
            writer.Blank();
            writer.Line($"private static readonly global::Querent.AnswerNames {field} = new({string.Join(", ", members.Select(member => Literal.Of(member.WireName)))});");
        }
    }

    /// <summary>Writes the statements that read to the object's end; gives the variables.</summary>
    public static List<string> Emit(SourceWriter writer, string field, List<MemberShape> members, ReaderEmitter readers, TypeTable types)
    {
        if (members.Count == 0)
        {
            writer.Line("reader.ReadEndObject();");
            return [];
        }

        var taken = new HashSet<string>(StringComparer.Ordinal) { "reader", "seen", "property", "made" };
        var locals = members.Select(member => Access.Local(member.Name, taken)).ToList();
        writer.Line("ulong seen = 0;");
        for (int i = 0; i < members.Count; i++)
        {
            bool isNull = members[i].Type.IsNullable || !types[members[i].Type].IsValueType;
            string initial = members[i].Type.IsNullable ? "null" : isNull ? "null!" : "default";
            writer.Line($"{Access.TypeName(members[i].Type, types)} {locals[i]} = {initial};");
        }

        if (members.Count == 1)
        {
            writer.Open($"while (reader.ReadProperty({field}, ref seen, out _))");
            writer.Line($"{locals[0]} = {readers.Read(members[0])};");
        }
        else
        {
            writer.Open($"while (reader.ReadProperty({field}, ref seen, out int property))");
            writer.Open("switch (property)");
            for (int i = 0; i < members.Count; i++)
            {
                writer.Lines($"case {i.ToString(CultureInfo.InvariantCulture)}:", [$"{locals[i]} = {readers.Read(members[i])};", "break;"], "", "");
            }

            writer.Close();
        }

        writer.Close();
        return locals;
    }
}
