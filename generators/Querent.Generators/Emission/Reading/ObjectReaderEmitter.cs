using System.Globalization;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Reading;

/// <summary>Writes what makes an object, or a dictionary by an enum, of the properties that were read.</summary>
internal static class ObjectReaderEmitter
{
    /// <summary>Writes the object's creation: by its constructor first, then its other properties.</summary>
    public static void EmitCreation(SourceWriter writer, TypeShape shape, List<MemberShape> members, List<string> locals)
    {
        var arguments = new List<string>();
        var byConstructor = new HashSet<string>(StringComparer.Ordinal);
        foreach (ParameterShape parameter in shape.Constructor)
        {
            int member = parameter.Member < 0 ? -1 : members.IndexOf(shape.Members[parameter.Member]);
            if (member >= 0)
            {
                arguments.Add($"{Identifier.Escape(parameter.Name)}: {locals[member]}");
                byConstructor.Add(members[member].Name);
            }
        }

        var assignments = members
            .Select((member, i) => (member, i))
            .Where(pair => !byConstructor.Contains(pair.member.Name) || pair.member.IsRequired)
            .Select(pair => $"{Identifier.Escape(pair.member.Name)} = {locals[pair.i]},")
            .ToList();
        string creation = $"new {shape.FullName}({string.Join(", ", arguments)})";
        if (assignments.Count == 0)
        {
            writer.Line($"return {OwnCheckEmitter.Of(shape, creation)};");
            return;
        }

        EmitFilled(writer, shape, creation, assignments);
    }

    /// <summary>Writes the dictionary's creation; its entries come in the order of the enum.</summary>
    public static void EmitMap(SourceWriter writer, TypeShape shape, List<MemberShape> members, List<string> locals, TypeTable types)
    {
        string key = types[shape.Key].FullName;
        string pairs = $"{key}, {Access.TypeName(shape.Element, types)}";
        List<string> entries = members.Select((member, i) => $"{key}.{Identifier.Escape(member.Name)}, {locals[i]}").ToList();
        if (shape.ListForm == ListForm.Immutable)
        {
            writer.Line($"return global::System.Collections.Immutable.ImmutableDictionary.CreateRangeWithOverwrite<{pairs}>(");
            writer.Lines("[", entries.Select(entry => $"new({entry})").ToList(), ",", ",");
            writer.Line("]);");
            return;
        }

        string creation = shape.ListForm == ListForm.Collection
            ? $"new {shape.FullName}()"
            : $"new global::System.Collections.Generic.Dictionary<{pairs}>({members.Count.ToString(CultureInfo.InvariantCulture)})";
        EmitFilled(writer, shape, creation, entries.Select(entry => $"{{ {entry} }},"));
    }

    private static void EmitFilled(SourceWriter writer, TypeShape shape, string creation, IEnumerable<string> parts)
    {
        writer.Open($"{(shape.ChecksItself ? "var made =" : "return")} {creation}");
        foreach (string part in parts)
        {
            writer.Line(part);
        }

        writer.Close(";");
        if (shape.ChecksItself)
        {
            writer.Line($"return {OwnCheckEmitter.Of(shape, "made")};");
        }
    }
}
