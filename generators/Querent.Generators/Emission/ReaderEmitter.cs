using System.Globalization;
using System.Text;
using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the readers of answers.</summary>
internal sealed class ReaderEmitter(TypeTable types, HelperNames names)
{
    private const string Parameter = "ref global::Querent.AnswerReader reader";

    // So few names are compared one by one; more are told apart by their lengths first.
    private const int MostInARow = 8;

    private readonly Worklist _work = new();
    private readonly Worklist _members = new();

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
            writer.Line("reader.ReadStartObject();");
            List<string> locals = EmitProperties(writer, [answer]);
            writer.Line($"return {locals[0]};");
            writer.Close();
        }

        // A type may be asked for as itself and as a case of a union, one of which writes the members for both.
        bool isDone = false;
        while (!isDone)
        {
            isDone = true;
            while (_work.TryTake(out int type))
            {
                isDone = false;
                EmitReader(writer, type);
            }

            while (_members.TryTake(out int type))
            {
                isDone = false;
                writer.Blank();
                writer.Open($"private static {types.Types[type].FullName} {names.ForType("ReadMembersOf", type)}({Parameter})");
                EmitObject(writer, types.Types[type]);
                writer.Close();
            }
        }
    }

    private void EmitReader(SourceWriter writer, int type)
    {
        TypeShape shape = types.Types[type];
        writer.Blank();
        writer.Open($"private static {shape.FullName} {names.ForType("Read", type)}({Parameter})");
        switch (shape.Kind)
        {
            case ValueKind.Object when shape.Union is { } union:
                EmitUnion(writer, union);
                break;
            case ValueKind.Object:
                writer.Line("reader.ReadStartObject();");
                EmitObject(writer, shape);
                break;
            case ValueKind.EnumMap:
                writer.Line("reader.ReadStartObject();");
                EmitMap(writer, shape);
                break;
            case ValueKind.List:
                EmitList(writer, shape);
                break;
            default:
                EmitEnum(writer, shape);
                break;
        }

        writer.Close();
    }

    private List<string> EmitProperties(SourceWriter writer, List<MemberShape> members)
    {
        if (members.Count == 0)
        {
            writer.Open("if (reader.ReadProperty())");
            writer.Line("throw reader.UnknownProperty();");
            writer.Close();
            return [];
        }

        var taken = new HashSet<string>(StringComparer.Ordinal) { "reader", "seen" };
        var locals = members.Select(member => Access.Local(member.Name, taken)).ToList();
        writer.Line("ulong seen = 0;");
        for (int i = 0; i < members.Count; i++)
        {
            bool isNull = members[i].Type.IsNullable || !types[members[i].Type].IsValueType;
            string initial = members[i].Type.IsNullable ? "null" : isNull ? "null!" : "default";
            writer.Line($"{Access.TypeName(members[i].Type, types)} {locals[i]} = {initial};");
        }

        writer.Open("while (reader.ReadProperty())");
        if (members.Count > MostInARow)
        {
            writer.Open("switch (reader.NameLength)");
            foreach (IGrouping<int, int> alike in Enumerable.Range(0, members.Count).GroupBy(i => Encoding.UTF8.GetByteCount(members[i].WireName)).OrderBy(group => group.Key))
            {
                writer.Line($"case {alike.Key.ToString(CultureInfo.InvariantCulture)}:");
                EmitChoice(writer, members, locals, alike.ToList());
                writer.Line("break;");
            }

            writer.Line("default:");
            writer.Line("throw reader.UnknownProperty();");
            writer.Close();
        }
        else
        {
            EmitChoice(writer, members, locals, Enumerable.Range(0, members.Count).ToList());
        }

        writer.Close();
        for (int i = 0; i < members.Count; i++)
        {
            writer.Line($"reader.Require(seen, {i}, {Literal.Of(members[i].WireName)});");
        }

        return locals;
    }

    private void EmitChoice(SourceWriter writer, List<MemberShape> members, List<string> locals, List<int> places)
    {
        foreach (int i in places)
        {
            writer.Open($"{(i == places[0] ? "if" : "else if")} (reader.NameIs({Literal.Utf8(members[i].WireName)}))");
            writer.Line($"reader.Once(ref seen, {i});");
            writer.Line($"{locals[i]} = {Read(members[i])};");
            writer.Close();
        }

        writer.Open("else");
        writer.Line("throw reader.UnknownProperty();");
        writer.Close();
    }

    private void EmitUnion(SourceWriter writer, UnionShape union)
    {
        writer.Line($"reader.ReadDiscriminator({Literal.Utf8(union.Discriminator)});");
        foreach (UnionCase option in union.Cases)
        {
            _members.Add(option.Type.Id);
            writer.Open($"if (reader.ValueIs({Tag(option)}))");
            writer.Line($"return {names.ForType("ReadMembersOf", option.Type.Id)}(ref reader);");
            writer.Close();
        }

        writer.Line($"throw reader.NoSuchCase({Literal.Of(string.Join(", ", union.Cases.Select(option => option.Tag)))});");
    }

    private static string Tag(UnionCase option) => option.IsNumber ? option.Tag! : Literal.Utf8(option.Tag!);

    // As an object with a property for each member of the enum.
    private void EmitMap(SourceWriter writer, TypeShape shape)
    {
        TypeShape key = types[shape.Key];
        List<MemberShape> members = AnswerMembers.OfMap(shape, types).ToList();
        List<string> locals = EmitProperties(writer, members);
        string pairs = $"{key.FullName}, {Access.TypeName(shape.Element, types)}";
        string type = shape.ListForm == ListForm.Collection ? shape.FullName : $"global::System.Collections.Generic.Dictionary<{pairs}>";
        writer.Open($"var items = new {type}()");
        for (int i = 0; i < members.Count; i++)
        {
            writer.Line($"{{ {key.FullName}.{Identifier.Escape(members[i].Name)}, {locals[i]} }},");
        }

        writer.Close(";");
        writer.Line(shape.ListForm == ListForm.Immutable
            ? $"return global::System.Collections.Immutable.ImmutableDictionary.CreateRange<{pairs}>(items);"
            : "return items;");
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
        string type = shape.ListForm switch
        {
            ListForm.Collection => shape.FullName,
            ListForm.Set or ListForm.ImmutableSet => $"global::System.Collections.Generic.HashSet<{element}>",
            _ => $"global::System.Collections.Generic.List<{element}>",
        };
        writer.Line($"var items = new {type}();");
        writer.Open("while (reader.ReadElement())");
        writer.Line($"items.Add({Read(shape.Element)});");
        writer.Close();
        writer.Line(shape.ListForm switch
        {
            ListForm.Array => "return items.ToArray();",
            ListForm.ImmutableArray => "return global::System.Collections.Immutable.ImmutableArray.CreateRange(items);",
            ListForm.Immutable => "return global::System.Collections.Immutable.ImmutableList.CreateRange(items);",
            ListForm.ImmutableSet => "return global::System.Collections.Immutable.ImmutableHashSet.CreateRange(items);",
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
            case ValueKind.Char or ValueKind.Guid or ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly
                or ValueKind.TimeSpan or ValueKind.Uri or ValueKind.Bytes:
                return $"reader.Read{shape.Kind}()";
            default:
                _work.Add(type);
                return $"{names.ForType("Read", type)}(ref reader)";
        }
    }
}
