using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes calls to a <c>Utf8JsonWriter</c>, and the helpers for the types that take more than one.</summary>
internal sealed class JsonEmitter(TypeTable types, HelperNames names, EnumEmitter enums)
{
    private const string Values = "global::Querent.JsonValues";

    private readonly Worklist _work = new();

    /// <summary>Writes a property with its value.</summary>
    public void Property(SourceWriter writer, string name, string value, TypeRef type, ISet<string> locals)
    {
        TypeShape shape = types[type];
        string key = Literal.Utf8(name);
        string? method = shape.Kind switch
        {
            ValueKind.String => "WriteString",
            _ when type.IsNullable => null,
            ValueKind.Boolean => "WriteBoolean",
            ValueKind.Integer or ValueKind.Decimal => "WriteNumber",
            ValueKind.Guid or ValueKind.DateTime or ValueKind.DateTimeOffset => "WriteString",
            _ => null,
        };
        if (method is not null)
        {
            writer.Line($"writer.{method}({key}, {value});");
            return;
        }

        writer.Line($"writer.WritePropertyName({key});");
        Value(writer, value, type, locals);
    }

    /// <summary>Writes a value, to the JSON writer in the variable named.</summary>
    public void Value(SourceWriter writer, string value, TypeRef type, ISet<string> locals, string target = "writer")
    {
        TypeShape shape = types[type];
        bool acceptsNull = shape.Kind is ValueKind.String
            || (!shape.IsValueType && (shape.Kind.HasElements() || shape.Kind == ValueKind.Object));
        if (!type.IsNullable || acceptsNull)
        {
            writer.Line(Call(target, value, type.Id));
            return;
        }

        string local = Access.Local("Present", locals);
        writer.Open($"if ({value} is {{ }} {local})");
        writer.Line(Call(target, local, type.Id));
        writer.Close();
        writer.Open("else");
        writer.Line($"{target}.WriteNullValue();");
        writer.Close();
    }

    /// <summary>Writes the helpers that were called.</summary>
    public void Emit(SourceWriter writer)
    {
        while (_work.TryTake(out int type))
        {
            TypeShape shape = types.Types[type];
            string nullable = shape.IsValueType ? "" : "?";
            writer.Blank();
            writer.Open($"private static void {names.ForType("Write", type)}(global::System.Text.Json.Utf8JsonWriter writer, {shape.FullName}{nullable} value)");
            if (!shape.IsValueType || shape.ListForm == ListForm.ImmutableArray)
            {
                writer.Open(shape.IsValueType ? "if (value.IsDefault)" : "if (value is null)");
                writer.Line("writer.WriteNullValue();");
                writer.Line("return;");
                writer.Close();
            }

            EmitBody(writer, shape);
            writer.Close();
        }
    }

    private void EmitBody(SourceWriter writer, TypeShape shape)
    {
        var locals = new HashSet<string>(StringComparer.Ordinal) { "writer", "value", "item", "pair" };
        if (shape.Kind == ValueKind.List)
        {
            writer.Line("writer.WriteStartArray();");
            writer.Open($"foreach ({Access.TypeName(shape.Element, types)} item in value)");
            Value(writer, "item", shape.Element, locals);
            writer.Close();
            writer.Line("writer.WriteEndArray();");
            return;
        }

        if (shape.Union is { } union)
        {
            EmitUnion(writer, union, locals);
            return;
        }

        writer.Line("writer.WriteStartObject();");
        if (shape.Kind == ValueKind.EnumMap)
        {
            writer.Open($"foreach (global::System.Collections.Generic.KeyValuePair<{types[shape.Key].FullName}, {Access.TypeName(shape.Element, types)}> pair in value)");
            writer.Line($"writer.WritePropertyName({enums.NameOf(shape.Key.Id, "pair.Key")});");
            Value(writer, "pair.Value", shape.Element, locals);
            writer.Close();
        }
        else if (shape.Kind == ValueKind.Map)
        {
            writer.Open($"foreach (global::System.Collections.Generic.KeyValuePair<string, {Access.TypeName(shape.Element, types)}> pair in value)");
            writer.Line("writer.WritePropertyName(pair.Key);");
            Value(writer, "pair.Value", shape.Element, locals);
            writer.Close();
        }
        else
        {
            EmitMembers(writer, shape, "value", locals);
        }

        writer.Line("writer.WriteEndObject();");
    }

    private void EmitMembers(SourceWriter writer, TypeShape shape, string value, ISet<string> locals)
    {
        foreach (MemberShape member in shape.Members)
        {
            if (!member.IsIgnored && types.HasJson(member.Type))
            {
                Property(writer, member.WireName, $"{value}.{Identifier.Escape(member.Name)}", member.Type, locals);
            }
        }
    }

    // What derives from another case stands before it.
    private void EmitUnion(SourceWriter writer, UnionShape union, ISet<string> locals)
    {
        writer.Line("writer.WriteStartObject();");
        writer.Open("switch (value)");
        foreach (UnionCase option in union.Cases.OrderByDescending(option => option.Depth))
        {
            TypeShape type = types[option.Type];
            string local = Access.Local(type.DisplayName.Split('<')[0].Split('.').Last(), locals);
            writer.Line($"case {type.FullName} {local}:");
            if (option.Tag is { } tag)
            {
                string text = option.IsNumber ? tag : Literal.Utf8(tag);
                writer.Line($"    writer.{(option.IsNumber ? "WriteNumber" : "WriteString")}({Literal.Utf8(union.Discriminator)}, {text});");
            }

            EmitMembers(writer, type, local, locals);
            writer.Line("    break;");
        }

        writer.Close();
        writer.Line("writer.WriteEndObject();");
    }

    private string Call(string target, string value, int type)
    {
        const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";
        switch (types.Types[type].Kind)
        {
            case ValueKind.String or ValueKind.Guid or ValueKind.DateTime or ValueKind.DateTimeOffset:
                return $"{target}.WriteStringValue({value});";
            case ValueKind.Char:
                return $"{target}.WriteStringValue({value}.ToString());";
            case ValueKind.Boolean:
                return $"{target}.WriteBooleanValue({value});";
            case ValueKind.Integer or ValueKind.Decimal:
                return $"{target}.WriteNumberValue({value});";
            case ValueKind.Float:
                return $"{Values}.WriteNumber({target}, {value});";
            case ValueKind.DateOnly or ValueKind.TimeOnly:
                return $"{target}.WriteStringValue({value}.ToString(\"O\", {Invariant}));";
            case ValueKind.TimeSpan:
                return $"{target}.WriteStringValue({value}.ToString(\"c\", {Invariant}));";
            case ValueKind.Uri:
                return $"{target}.WriteStringValue({value}.OriginalString);";
            case ValueKind.Enum:
                return $"{target}.WriteStringValue({enums.NameOf(type, value)});";
            case ValueKind.Bytes:
                return $"{target}.WriteBase64StringValue({value});";
            case ValueKind.JsonElement:
                return $"{Values}.WriteElement({target}, {value});";
            case ValueKind.Opaque:
                throw new InvalidOperationException($"A '{types.Types[type].DisplayName}' has no JSON form and was to be left out.");
            default:
                _work.Add(type);
                return $"{names.ForType("Write", type)}({target}, {value});";
        }
    }
}
