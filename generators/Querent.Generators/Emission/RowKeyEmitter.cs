using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the method that gives an input's key as text.</summary>
internal sealed class RowKeyEmitter(TypeTable types, EnumEmitter enums)
{
    /// <summary>The method's name.</summary>
    public const string Method = "KeyOf";

    /// <summary>The name of the method that escapes a part of a key.</summary>
    public const string EscapeMethod = "KeyPart";

    // As many digits as a decimal may have behind its point: 1.50 and 1.5 are one value.
    private static readonly string DecimalFormat = "0." + new string('#', 28);

    public void Emit(SourceWriter writer, EquatableArray<KeyPart> parts, string inputType)
    {
        if (parts.Count == 0)
        {
            return;
        }

        writer.Blank();
        string head = $"private static string? {Method}({inputType} input)";
        if (parts.Count == 1)
        {
            writer.Line(head);
            writer.Line($"    => {Single(parts[0])};");
            return;
        }

        EmitSeveral(writer, parts, head);
    }

    private void EmitSeveral(SourceWriter writer, EquatableArray<KeyPart> parts, string head)
    {
        var locals = new HashSet<string>(StringComparer.Ordinal) { "input" };
        var conditions = new List<string>();
        var texts = new List<string>();
        foreach (KeyPart part in parts)
        {
            string value = Value(part);
            if (!types[part.Type].IsValueType)
            {
                string local = Access.Local(part.Name, locals);
                conditions.Add($"{value} is {{ }} {local}");
                value = local;
            }

            texts.Add(Escaped(part, Text(part, value)));
        }

        writer.Line("// No two keys are one text: what separates the parts is escaped inside of them.");
        writer.Line(head);
        bool mayBeNull = conditions.Count > 0;
        if (mayBeNull)
        {
            writer.Line($"    => {string.Join(" && ", conditions)}");
        }

        writer.Line((mayBeNull ? "        ? " : "    => ") + texts[0]);
        string indent = mayBeNull ? "            " : "        ";
        for (int i = 1; i < texts.Count; i++)
        {
            writer.Line($"{indent}+ \"|\" + {texts[i]}{(mayBeNull || i + 1 < texts.Count ? "" : ";")}");
        }

        if (mayBeNull)
        {
            writer.Line("        : null;");
        }

        if (parts.Any(NeedsEscaping))
        {
            writer.Blank();
            writer.Line($"private static string {EscapeMethod}(string text)");
            writer.Line(@"    => text.Replace(""\\"", ""\\\\"").Replace(""|"", ""\\|"");");
        }
    }

    // A key that is null in spite of its type stays null.
    private string Single(KeyPart part) => types[part.Type].Kind switch
    {
        ValueKind.String when part.IsConverted => $"(string){Member(part)}",
        ValueKind.Uri => $"{Value(part)}?.OriginalString",
        _ => Text(part, Value(part)),
    };

    private string Text(KeyPart part, string value)
    {
        const string Culture = "global::System.Globalization.CultureInfo.InvariantCulture";
        return types[part.Type].Kind switch
        {
            ValueKind.String => value,
            ValueKind.Char or ValueKind.Guid => $"{value}.ToString()",
            ValueKind.Boolean => $"({value} ? \"true\" : \"false\")",
            ValueKind.Integer => $"{value}.ToString({Culture})",
            ValueKind.Decimal => $"{value}.ToString(\"{DecimalFormat}\", {Culture})",
            ValueKind.DateTime => $"({value}.Kind == global::System.DateTimeKind.Local ? {value}.ToUniversalTime() : {value}).ToString(\"O\", {Culture})",
            ValueKind.DateTimeOffset => $"{value}.UtcDateTime.ToString(\"O\", {Culture})",
            ValueKind.DateOnly or ValueKind.TimeOnly => $"{value}.ToString(\"O\", {Culture})",
            ValueKind.TimeSpan => $"{value}.ToString(\"c\", {Culture})",
            ValueKind.Uri => $"{value}.OriginalString",
            ValueKind.Enum => enums.NameOf(part.Type.Id, value),
            ValueKind other => throw new InvalidOperationException($"A value of the kind {other} was let through as a key."),
        };
    }

    private string Escaped(KeyPart part, string text) => NeedsEscaping(part) ? $"{EscapeMethod}({text})" : text;

    private bool NeedsEscaping(KeyPart part) => types[part.Type].Kind.MayNeedEscaping();

    private string Value(KeyPart part) => part.IsConverted ? $"(({types[part.Type].FullName}){Member(part)})" : Member(part);

    private static string Member(KeyPart part) => $"input.{Identifier.Escape(part.Name)}";
}
