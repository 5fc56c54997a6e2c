using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Prompts;

/// <summary>Writes the calls that put one value into a prompt, with no string in between where there is a way.</summary>
internal sealed class ValueEmitter(ExpressionEmitter expressions, JsonEmitter json)
{
    private const string Json = "global::System.Text.Json.Utf8JsonWriter";

    public void Emit(SourceWriter writer, ValuePart part, ISet<string> locals)
    {
        switch (part.Form)
        {
            case ValueForm.Text:
                writer.Line(Text(part.Value));
                break;

            case ValueForm.Xml:
                writer.Line(part.Value.Type.Kind.MayNeedEscaping() ? $"writer.Xml({Characters(part.Value)});" : Text(part.Value));
                break;

            default:
                string target = Access.Local("Json", locals);
                writer.Line($"{Json} {target} = writer.BeginJson();");
                EmitJson(writer, part.Value, target, locals);
                writer.Line(part.Form == ValueForm.Json ? "writer.EndJson();" : "writer.EndJsonAsXml();");
                break;
        }
    }

    /// <summary>Writes a value to a JSON writer.</summary>
    public void EmitJson(SourceWriter writer, BoundExpression value, string target, ISet<string> locals)
    {
        string code = expressions.Of(value);
        if (value.Type.IsKnown)
        {
            json.Value(writer, code, value.Type.Reference, locals, target);
            return;
        }

        writer.Line(value.Type.Kind switch
        {
            ValueKind.Boolean => $"{target}.WriteBooleanValue({code});",
            ValueKind.Integer => $"{target}.WriteNumberValue({code});",
            ValueKind.Float => $"global::Querent.JsonValues.WriteNumber({target}, {code});",
            _ => $"{target}.WriteStringValue({code});",
        });
    }

    private string Text(BoundExpression value) => value switch
    {
        BoundHelper { Method: "PromptText.Upper" or "PromptText.Lower" } casing =>
            $"global::Querent.PromptText.Write{casing.Method.Substring(11)}(writer, {expressions.Of(casing.Arguments[0])});",
        BoundFormat format when IsPlain(format.Format) => $"writer.Text({expressions.Of(format.Value)}, {Literal.Of(format.Format)});",
        _ => value.Type.Kind switch
        {
            ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly => $"writer.Text({expressions.Of(value)}, \"O\");",
            ValueKind.TimeSpan => $"writer.Text({expressions.Of(value)}, \"c\");",
            _ => $"writer.Text({Characters(value)});",
        },
    };

    private string Characters(BoundExpression value) => value switch
    {
        BoundHelper { Method: "PromptText.Trim", Arguments.Count: 1 } trim => $"global::Querent.PromptText.TrimSpan({expressions.Of(trim.Arguments[0])})",
        { Type.Kind: ValueKind.Enum or ValueKind.Char or ValueKind.Uri } => expressions.TextOf(value),
        _ => expressions.Top(value),
    };

    // Such a format makes nothing that JSON escapes, and nothing long.
    private static bool IsPlain(string format)
        => format.Length <= 20 && format.All(c => c is >= ' ' and < '\u007f' and not ('"' or '\'' or '\\' or '&' or '<' or '>'));
}
