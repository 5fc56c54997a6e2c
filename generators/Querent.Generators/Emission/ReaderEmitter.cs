using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the readers of answers.</summary>
internal sealed class ReaderEmitter(TypeTable types, HelperNames names)
{
    private const string Parameter = "ref global::Querent.AnswerReader reader";

    private readonly Worklist _work = new();

    /// <summary>The method that reads a query's answer.</summary>
    public string ReaderOf(QueryProgram query)
    {
        if (query.IsWrapped)
        {
            return names.ForQuery("Read", query.Unit.Member.Name, "Answer");
        }

        _work.Add(query.Unit.Member.AnswerType.Id);
        return names.ForType("Read", query.Unit.Member.AnswerType.Id);
    }

    /// <summary>Writes the readers that were asked for, and those that they call.</summary>
    public void Emit(SourceWriter writer, IEnumerable<QueryProgram> queries)
    {
        foreach (QueryProgram query in queries.Where(query => query.IsWrapped))
        {
            MemberShape answer = query.Unit.Member.Answer!;
            writer.Blank();
            writer.Open($"private static {Access.TypeName(answer.Type, types)} {ReaderOf(query)}({Parameter})");
            List<string> locals = EmitProperties(writer, [answer]);
            writer.Line($"return {locals[0]};");
            writer.Close();
        }

        while (_work.TryTake(out int type))
        {
            TypeShape shape = types.Types[type];
            writer.Blank();
            writer.Open($"private static {shape.FullName} {names.ForType("Read", type)}({Parameter})");
            switch (shape.Kind)
            {
                case ValueKind.Object: EmitObject(writer, shape); break;
                case ValueKind.List: EmitList(writer, shape); break;
                default: EmitEnum(writer, shape); break;
            }

            writer.Close();
        }
    }

    private List<string> EmitProperties(SourceWriter writer, List<MemberShape> members)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { "reader", "seen" };
        var locals = members.Select(member => Access.Local(member.Name, taken)).ToList();
        writer.Line("reader.ReadStartObject();");
        writer.Line("ulong seen = 0;");
        for (int i = 0; i < members.Count; i++)
        {
            bool isNull = members[i].Type.IsNullable || !types[members[i].Type].IsValueType;
            string initial = members[i].Type.IsNullable ? "null" : isNull ? "null!" : "default";
            writer.Line($"{Access.TypeName(members[i].Type, types)} {locals[i]} = {initial};");
        }

        writer.Open("while (reader.ReadProperty())");
        for (int i = 0; i < members.Count; i++)
        {
            writer.Open($"{(i == 0 ? "if" : "else if")} (reader.NameIs({Literal.Utf8(members[i].WireName)}))");
            writer.Line($"reader.Once(ref seen, {i});");
            writer.Line($"{locals[i]} = {Read(members[i])};");
            writer.Close();
        }

        writer.Open("else");
        writer.Line("throw reader.UnknownProperty();");
        writer.Close();
        writer.Close();
        for (int i = 0; i < members.Count; i++)
        {
            writer.Line($"reader.Require(seen, {i}, {Literal.Of(members[i].WireName)});");
        }

        return locals;
    }

    private void EmitObject(SourceWriter writer, TypeShape shape)
    {
        var members = AnswerMembers.Of(shape).ToList();
        List<string> locals = EmitProperties(writer, members);
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
        string creation = $"return new {shape.FullName}({string.Join(", ", arguments)})";
        if (assignments.Count == 0)
        {
            writer.Line(creation + ";");
            return;
        }

        writer.Open(creation);
        assignments.ForEach(writer.Line);
        writer.Close(";");
    }

    private void EmitList(SourceWriter writer, TypeShape shape)
    {
        string element = Access.TypeName(shape.Element, types);
        writer.Line("reader.ReadStartArray();");
        writer.Line($"var items = new global::System.Collections.Generic.List<{element}>();");
        writer.Open("while (reader.ReadElement())");
        writer.Line($"items.Add({Read(shape.Element)});");
        writer.Close();
        writer.Line(shape.ListForm switch
        {
            ListForm.Array => "return items.ToArray();",
            ListForm.ImmutableArray => "return global::System.Collections.Immutable.ImmutableArray.CreateRange(items);",
            _ => "return items;",
        });
    }

    private static void EmitEnum(SourceWriter writer, TypeShape shape)
    {
        foreach (EnumMemberShape member in shape.EnumMembers)
        {
            writer.Open($"if (reader.ValueIs({Literal.Utf8(member.WireName)}))");
            writer.Line($"return {shape.FullName}.{Identifier.Escape(member.Name)};");
            writer.Close();
        }

        string expected = string.Join(", ", shape.EnumMembers.Select(member => member.WireName));
        writer.Line($"throw reader.NotOneOf({Literal.Of(expected)});");
    }

    private string Read(MemberShape member)
    {
        NumberRange? range = member.Range is null ? null : NumberRange.Of(member.Range, types[member.Type], out _);
        return range is null
            ? Read(member.Type)
            : OrNull(member.Type, $"reader.InRange<{types[member.Type].FullName}>({ReadPresent(member.Type.Id)}, {range.Minimum}, {range.Maximum})");
    }

    private string Read(TypeRef type) => OrNull(type, ReadPresent(type.Id));

    private static string OrNull(TypeRef type, string read) => type.IsNullable ? $"reader.IsNull ? null : {read}" : read;

    private string ReadPresent(int type)
    {
        TypeShape shape = types.Types[type];
        switch (shape.Kind)
        {
            case ValueKind.String:
                return "reader.ReadString()";
            case ValueKind.Boolean:
                return "reader.ReadBoolean()";
            case ValueKind.Integer:
                return $"reader.ReadInteger<{shape.FullName}>()";
            case ValueKind.Float:
                return $"reader.ReadFloat<{shape.FullName}>()";
            case ValueKind.Decimal:
                return "reader.ReadDecimal()";
            default:
                _work.Add(type);
                return $"{names.ForType("Read", type)}(ref reader)";
        }
    }
}
