using System.Text;
using Querent.Generators.Binding;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the renderers: what is the same for every row as bytes, what is not as calls.</summary>
internal sealed class PromptEmitter(RowShape row, string inputType, EnumEmitter enums, JsonEmitter json)
{
    public void Emit(SourceWriter writer, QueryProgram query, string method)
    {
        writer.Blank();
        writer.Open($"internal static void {method}({inputType} input, global::Querent.PromptWriter writer)");
        var locals = new HashSet<string>(StringComparer.Ordinal) { "input", "writer" };
        var fixedText = new StringBuilder();
        if (row.SystemMessage is not null)
        {
            fixedText.Append("{\"role\":\"system\",\"content\":\"").Append(TextEscaping.JsonContent(row.SystemMessage)).Append("\"},");
        }

        fixedText.Append("{\"role\":\"user\",\"content\":\"");
        foreach (PromptPart part in query.Parts)
        {
            if (part is FixedPart text)
            {
                fixedText.Append(TextEscaping.JsonContent(text.Text));
            }
            else
            {
                Flush();
                EmitValue(writer, (ValuePart)part, locals);
            }
        }

        fixedText.Append("\"}");
        Flush();
        writer.Close();

        void Flush()
        {
            if (fixedText.Length > 0)
            {
                writer.Line($"writer.Literal({Literal.Utf8(fixedText.ToString())});");
                fixedText.Clear();
            }
        }
    }

    private void EmitValue(SourceWriter writer, ValuePart part, ISet<string> locals)
    {
        string value = Access.Of("input", part.Path);
        if (part.Form is ValueForm.Json or ValueForm.JsonInXml && part.Fallback is null)
        {
            EmitJson(writer, part, value, part.Type, locals);
            return;
        }

        if (part.Fallback is null)
        {
            EmitText(writer, part, value, locals);
            return;
        }

        string local = Access.Local(part.Path[part.Path.Count - 1].Name, locals);
        writer.Open($"if ({value} is {{ }} {local})");
        EmitText(writer, part, local, locals);
        writer.Close();
        writer.Open("else");
        writer.Line($"writer.Literal({Literal.Utf8(TextEscaping.JsonContent(part.Fallback))});");
        writer.Close();
    }

    private void EmitText(SourceWriter writer, ValuePart part, string value, ISet<string> locals)
    {
        if (part.Form is ValueForm.Json or ValueForm.JsonInXml)
        {
            EmitJson(writer, part, value, part.Type with { IsNullable = false }, locals);
            return;
        }

        TypeShape type = row.Types[part.Type];
        string method = part.Form == ValueForm.Xml && type.Kind.MayNeedEscaping() ? "Xml" : "Text";
        string argument = type.Kind switch
        {
            ValueKind.Enum => enums.NameOf(part.Type.Id, value),
            ValueKind.Char => $"{value}.ToString()",
            ValueKind.Uri => $"{value}.OriginalString",
            ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly => $"{value}, \"O\"",
            ValueKind.TimeSpan => $"{value}, \"c\"",
            _ => value,
        };
        writer.Line($"writer.{method}({argument});");
    }

    private void EmitJson(SourceWriter writer, ValuePart part, string value, TypeRef type, ISet<string> locals)
    {
        string target = Access.Local("Json", locals);
        writer.Line($"global::System.Text.Json.Utf8JsonWriter {target} = writer.BeginJson();");
        json.Value(writer, value, type, locals, target);
        writer.Line(part.Form == ValueForm.Json ? "writer.EndJson();" : "writer.EndJsonAsXml();");
    }
}
