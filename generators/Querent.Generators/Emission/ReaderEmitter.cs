using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Emission.Reading;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the readers of answers.</summary>
internal sealed class ReaderEmitter(TypeTable types, HelperNames names)
{
    private const string Parameter = "ref global::Querent.AnswerReader reader";

    private readonly Worklist _work = new();
    private readonly Worklist _members = new();
    private readonly HashSet<int> _named = [];
    private readonly ConstraintEmitter _constraints = new(types, names);

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
            string properties = names.ForQuery("NamesOf", query.Unit.Member.Name, "Answer");
            PropertiesEmitter.EmitNames(writer, properties, [answer]);
            writer.Blank();
            writer.Open($"private static {Access.TypeName(answer.Type, types)} {ReaderOf(query)}({Parameter})");
            writer.Line("reader.ReadStartObject();");
            List<string> locals = PropertiesEmitter.Emit(writer, properties, [answer], this, types);
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
                EmitNames(writer, type);
                writer.Blank();
                writer.Open($"private static {types.Types[type].FullName} {names.ForType("ReadMembersOf", type)}({Parameter})");
                EmitObject(writer, type);
                writer.Close();
            }
        }

        _constraints.Emit(writer);
    }

    /// <summary>The expression that reads a member's value.</summary>
    public string Read(MemberShape member) => _constraints.Read(member, ReadPresent);

    /// <summary>The expression that reads a value.</summary>
    public string Read(TypeRef type) => OrNull(type, ReadPresent(type.Id));

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
            case ValueKind.Enum:
                _work.Add(type);
                return $"reader.ReadEnum({names.ForType("MembersOf", type)})";
            default:
                _work.Add(type);
                return $"{names.ForType("Read", type)}(ref reader)";
        }
    }

    private void EmitReader(SourceWriter writer, int type)
    {
        TypeShape shape = types.Types[type];
        if (shape.Kind == ValueKind.Enum)
        {
            EmitEnum(writer, shape, names.ForType("MembersOf", type));
            return;
        }

        if (shape.Kind != ValueKind.List && shape.Union is null)
        {
            EmitNames(writer, type);
        }

        writer.Blank();
        writer.Open($"private static {shape.FullName} {names.ForType("Read", type)}({Parameter})");
        if (shape.Kind == ValueKind.List)
        {
            ListReaderEmitter.Emit(writer, shape, this, types);
        }
        else if (shape.Union is { } union)
        {
            EmitUnion(writer, union);
        }
        else
        {
            writer.Line("reader.ReadStartObject();");
            EmitObject(writer, type);
        }

        writer.Close();
    }

    private void EmitNames(SourceWriter writer, int type)
    {
        if (_named.Add(type))
        {
            PropertiesEmitter.EmitNames(writer, names.ForType("NamesOf", type), PropertiesOf(types.Types[type]));
        }
    }

    private void EmitObject(SourceWriter writer, int type)
    {
        TypeShape shape = types.Types[type];
        List<MemberShape> members = PropertiesOf(shape);
        List<string> locals = PropertiesEmitter.Emit(writer, names.ForType("NamesOf", type), members, this, types);
        if (shape.Kind == ValueKind.EnumMap)
        {
            ObjectReaderEmitter.EmitMap(writer, shape, members, locals, types);
        }
        else
        {
            ObjectReaderEmitter.EmitCreation(writer, shape, members, locals);
        }
    }

    private List<MemberShape> PropertiesOf(TypeShape shape) => (shape.Kind == ValueKind.EnumMap ? AnswerMembers.OfMap(shape, types) : AnswerMembers.Of(shape)).ToList();

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

    private static void EmitEnum(SourceWriter writer, TypeShape shape, string name)
    {
        writer.Blank();
        writer.Lines(
            $"private static readonly global::Querent.AnswerEnum<{shape.FullName}> {name} = new(",
            shape.EnumMembers.Select(member => $"({Literal.Of(member.WireName)}, {shape.FullName}.{Identifier.Escape(member.Name)})").ToList(),
            ",",
            ");");
    }
}
