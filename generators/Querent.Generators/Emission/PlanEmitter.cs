using System.Globalization;
using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the plan, the completion of a row, and the columns.</summary>
internal sealed class PlanEmitter(RowProgram program, string inputType, JsonEmitter json, ReaderEmitter readers, HelperNames names)
{
    private const string Immutable = "global::System.Collections.Immutable.ImmutableArray";

    private RowShape Row => program.Row;

    public void EmitPlan(SourceWriter writer)
    {
        var arguments = new List<string>
        {
            Literal.Of(Row.Name),
            $"{Immutable}.Create<global::Querent.QueryDefinition<{inputType}>>(\n    {string.Join(",\n    ", program.Queries.Select(Definition))})",
            Names(program.InputColumns),
            Names(program.Columns),
            "Complete",
            "WriteInput",
            "WriteRow",
        };
        writer.Lines($"public static readonly global::Querent.RowPlan<{Row.FullName}, {inputType}> Plan = new(", arguments, ",", ");");
    }

    public void EmitComplete(SourceWriter writer)
    {
        var inputs = new HashSet<string>(program.Inputs.Select(input => input.Name), StringComparer.Ordinal);
        var queries = program.Queries
            .Select((query, i) => (query.Member.Name, Value: $"({Access.TypeName(query.Member.Type, Row.Types)})answers[{i.ToString(CultureInfo.InvariantCulture)}]{Forgive(query.Member.Type)}"))
            .ToDictionary(query => query.Name, query => query.Value, StringComparer.Ordinal);

        var arguments = Row.Positional
            .Where(parameter => inputs.Contains(parameter.Name) || queries.ContainsKey(parameter.Name))
            .Select(parameter => $"{Identifier.Escape(parameter.Name)}: {Value(parameter.Name)}")
            .ToList();
        var assignments = Row.Members
            .Where(member => (inputs.Contains(member.Name) || queries.ContainsKey(member.Name)) && (!member.IsPositional || member.IsRequired))
            .Select(member => $"{Identifier.Escape(member.Name)} = {Value(member.Name)},")
            .ToList();

        writer.Blank();
        writer.Line($"private static {Row.FullName} Complete({inputType} input, object?[] answers)");
        string creation = $"    => new {Row.FullName}({string.Join(", ", arguments)})";
        if (assignments.Count == 0)
        {
            writer.Line(creation + ";");
            return;
        }

        writer.Line(creation);
        writer.Line("    {");
        assignments.ForEach(assignment => writer.Line("        " + assignment));
        writer.Line("    };");

        string Value(string name) => queries.TryGetValue(name, out string? answer) ? answer : $"input.{Identifier.Escape(name)}";
    }

    public void EmitColumns(SourceWriter writer)
    {
        Emit("WriteInput", inputType, "input", program.InputColumns);
        Emit("WriteRow", Row.FullName, "row", program.Columns);

        void Emit(string method, string type, string root, EquatableArray<Column> columns)
        {
            writer.Blank();
            writer.Open($"private static void {method}(global::System.Text.Json.Utf8JsonWriter writer, {type} {root})");
            foreach (RowMember input in program.Inputs.Where(input => !input.IsIgnored && !ColumnBinder.HasColumn(input, Row.Types)))
            {
                writer.Line($"// {input.Name} is a {Row.Types[input.Type].DisplayName}, which has no JSON form and so no column.");
            }

            var locals = new HashSet<string>(StringComparer.Ordinal) { "writer", root };
            foreach (Column column in columns)
            {
                json.Property(writer, column.Name, Access.Of(root, column.Path), column.Type, locals);
            }

            writer.Close();
        }
    }

    private string Definition(QueryProgram query)
    {
        string answer = Access.TypeName(query.Member.Type, Row.Types);
        string name = query.Member.Name;
        string limit = query.Member.Query!.MaxOutputTokens.ToString(CultureInfo.InvariantCulture);
        return $"""
            new global::Querent.QueryDefinition<{inputType}, {answer}>(
                    {Literal.Of(name)}, Prompts.{Identifier.Escape(name)}.TemplateHash, {names.ForQuery("Format", name)}, {limit}, {names.ForQuery("Render", name)}, {readers.ReaderOf(query)})
            """;
    }

    public void EmitFormats(SourceWriter writer)
    {
        foreach (QueryProgram query in program.Queries)
        {
            writer.Blank();
            writer.Line($"private static byte[] {names.ForQuery("Format", query.Member.Name)} => {Literal.Utf8(query.ResponseFormat)}.ToArray();");
        }
    }

    private static string Forgive(TypeRef type) => type.IsNullable ? "" : "!";

    private static string Names(EquatableArray<Column> columns)
        => $"{Immutable}.Create<string>({string.Join(", ", columns.Select(column => Literal.Of(column.Name)))})";
}
