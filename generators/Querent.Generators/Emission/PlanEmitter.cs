using System.Globalization;
using Querent.Generators.Binding;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Discovery;
using Querent.Generators.Emission.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the plan, the completion of a row, and the columns.</summary>
internal sealed class PlanEmitter(RowProgram program, string inputType, JsonEmitter json, ReaderEmitter readers, HelperNames names)
{
    private const string Immutable = "global::System.Collections.Immutable.ImmutableArray";

    // The place of the first query of each property.
    private readonly Dictionary<string, int> _first = program.Queries
        .Select((query, place) => (query.Unit.Member.Name, place))
        .GroupBy(query => query.Name)
        .ToDictionary(queries => queries.Key, queries => queries.First().place, StringComparer.Ordinal);

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
        string head = $"public static readonly global::Querent.RowPlan<{Row.FullName}, {inputType}> Plan = new(";
        if (program.Key.Count == 0)
        {
            writer.Lines(head, arguments, ",", ");");
            return;
        }

        writer.Lines(head, arguments, ",", ")");
        writer.Line("{");
        writer.Line($"    RowKey = {RowKeyEmitter.Method},");
        writer.Line("};");
    }

    public void EmitComplete(SourceWriter writer)
    {
        var inputs = new HashSet<string>(program.Inputs.Select(input => input.Name), StringComparer.Ordinal);
        var queries = program.Queries
            .Select(query => query.Unit.Member)
            .Distinct()
            .ToDictionary(member => member.Name, Answer, StringComparer.Ordinal);

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
        RowMember member = query.Unit.Member;
        string answer = Access.TypeName(member.AnswerType, Row.Types);
        string limit = (query.Request.MaxOutputTokens ?? 0).ToString(CultureInfo.InvariantCulture);
        string hash = PromptsEmitter.HashOf(query.Unit, names);
        string render = names.ForUnit("Render", query.Unit);
        if (query.Answers.Count > 0)
        {
            render = $"static (input, answers, writer) => {render}(input, {Answers(query.Answers)}, writer)";
        }

        string[] more = More(query).ToArray();
        return $"""
            new global::Querent.QueryDefinition<{inputType}, {answer}>(
                    {Literal.Of(query.Unit.Name)}, {hash}, {names.ForQuery("Format", member.Name)}, {limit}, {render}, {readers.ReaderOf(query)})
            """ + (more.Length == 0 ? "" : $"\n    {{\n        {string.Join("\n        ", more)}\n    }}");
    }

    private IEnumerable<string> More(QueryProgram query)
    {
        if (query.Dependencies.Count > 0)
        {
            yield return $"Dependencies = {Immutable}.Create<int>({string.Join(", ", query.Dependencies.Select(place => place.ToString(CultureInfo.InvariantCulture)))}),";
        }

        if (query.When is not null)
        {
            string answers = query.WhenAnswers.Count == 0 ? "" : ", " + Answers(query.WhenAnswers);
            yield return $"When = static (input, answers) => {names.ForUnit("When", query.Unit)}(input{answers}),";
        }

        if (RequestEmitter.Options(query.Request) is { } options)
        {
            yield return $"Options = {options},";
        }

        if (query.FixedTokens > 0)
        {
            yield return $"FixedTokens = {query.FixedTokens.ToString(CultureInfo.InvariantCulture)},";
        }

        if (ImageParts.Any(query.Parts))
        {
            yield return "UsesImages = true,";
        }

        if (query.Lookups.Count > 0)
        {
            IEnumerable<string> sources = query.Lookups.Select(table =>
                $"new global::Querent.LookupSource({Literal.Of(table.Name)}, {Literal.Of(table.Source)}, {Literal.OrNull(table.Hash)})");
            yield return $"Lookups = {Immutable}.Create<global::Querent.LookupSource>({string.Join(", ", sources)}),";
        }
    }

    private string Answers(IEnumerable<AnswerParameter> parameters) => string.Join(", ", parameters.Select(parameter => Answer(parameter.Member)));

    // A query's answer, or a matrix, out of the answers of all.
    private string Answer(RowMember member)
    {
        string place = _first[member.Name].ToString(CultureInfo.InvariantCulture);
        return member.Query!.Matrix is null
            ? $"({Access.TypeName(member.Type, Row.Types)})answers[{place}]{Forgive(member.Type)}"
            : $"{names.ForQuery("Make", member.Name)}(answers)";
    }

    /// <summary>Writes the methods that make matrices of the answers to their cells.</summary>
    public void EmitMatrices(SourceWriter writer)
    {
        foreach (RowMember matrix in program.ByMember.Select(queries => queries.Key).Where(member => member.Query!.Matrix is not null))
        {
            string place = _first[matrix.Name].ToString(CultureInfo.InvariantCulture);
            string type = MatrixEmitter.AnswerType(matrix, Row);
            writer.Blank();
            writer.Line($"private static {type} {names.ForQuery("Make", matrix.Name)}(object?[] answers)");
            writer.Line($"    => new {type}({names.ForQuery("Layout", matrix.Name)}, answers, {place});");
        }
    }

    public void EmitFormats(SourceWriter writer)
    {
        // The cells of a matrix have one format, so that requests for them begin alike.
        foreach (QueryProgram query in program.ByMember.Select(queries => queries.First()))
        {
            writer.Line($"private static readonly byte[] {names.ForQuery("Format", query.Unit.Member.Name)} = {Literal.Utf8(query.ResponseFormat)}.ToArray();");
            writer.Blank();
        }
    }

    private static string Forgive(TypeRef type) => type.IsNullable ? "" : "!";

    private static string Names(EquatableArray<Column> columns)
        => $"{Immutable}.Create<string>({string.Join(", ", columns.Select(column => Literal.Of(column.Name)))})";
}
