using Querent.Generators.Binding;
using Querent.Generators.Binding.Data;
using Querent.Generators.Binding.Examples;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Data;

/// <summary>
/// Writes the messages of a query's examples: rendered by the query's own renderer the first time that they are asked for, so
/// that all rows send the same bytes.
/// </summary>
internal sealed class ExampleEmitter(RowProgram program, string inputType, HelperNames names)
{
    private readonly DataEmitter _data = new(program.Row.Types);

    private RowShape Row => program.Row;

    /// <param name="writer">Takes the code.</param>
    /// <param name="query">The query.</param>
    /// <param name="examples">The name of the property that holds the messages.</param>
    /// <param name="render">The name of the method that renders the query's user message.</param>
    public void Emit(SourceWriter writer, QueryProgram query, string examples, string render)
    {
        string read = names.ForUnit("RenderExamples", query.Unit);
        string field = "_" + char.ToLowerInvariant(examples[0]) + examples.Substring(1);
        writer.Blank();
        writer.Line($"private static byte[]? {field};");
        writer.Blank();
        writer.Line($"private static byte[] {examples} => {field} ??= {read}();");
        writer.Blank();
        writer.Open($"private static byte[] {read}()");
        writer.Line("using var writer = new global::Querent.PromptWriter();");
        foreach (ExampleProgram example in query.Examples)
        {
            string answers = string.Concat(Answers(query, example).Select(answer => answer + ", "));
            writer.Line($"{render}({Input(example)}, {answers}writer);");
            writer.Line($"writer.Literal({Literal.Utf8($",{{\"role\":\"assistant\",\"content\":{TextEscaping.JsonString(example.Answer)}}},")});");
        }

        writer.Line("return writer.WrittenMemory.ToArray();");
        writer.Close();
    }

    private IEnumerable<string> Answers(QueryProgram query, ExampleProgram example)
        => query.Answers.Select(parameter => Answer(example.Answers.First(answer => answer.Key == parameter.Member.Name).Value));

    private string Answer(BoundData answer)
    {
        if (answer is not MatrixData matrix)
        {
            return _data.Of(answer);
        }

        // The cells are boxed as what they are, not as what a literal would be.
        string type = Access.TypeName(matrix.Matrix.AnswerType, Row.Types);
        IEnumerable<string> cells = matrix.Cells.Select(cell => cell.Answer is null ? "null" : $"({type})({_data.Of(cell.Answer)})");
        return $"new {MatrixEmitter.AnswerType(matrix.Matrix, Row)}({names.ForQuery("Layout", matrix.Matrix.Name)}, new object?[] {{ {string.Join(", ", cells)} }}, 0)";
    }

    private string Input(ExampleProgram example)
    {
        if (Row.Input is { } input)
        {
            TypeShape type = Row.Types[input.Type];
            return DataEmitter.Creation(type, ExampleInputType.Settable(type)
                .Select(member => (member, Value(example, member.Name) ?? (ExampleInputType.NeedsValue(type, member) ? "default!" : null)))
                .Where(member => member.Item2 is not null)
                .Select(member => (member.member, member.Item2!))
                .ToList());
        }

        var inputs = program.Inputs.ToDictionary(member => member.Name, StringComparer.Ordinal);
        List<PositionalShape> positional = Row.Positional.Where(parameter => inputs.ContainsKey(parameter.Name)).ToList();
        IEnumerable<string> arguments = positional
            .Select(parameter => (parameter.Name, Value: Value(example, parameter.Name) ?? (parameter.Default is null ? "default!" : null)))
            .Where(argument => argument.Value is not null)
            .Select(argument => $"{Identifier.Escape(argument.Name)}: {argument.Value}");
        List<string> properties = program.Inputs
            .Where(member => positional.All(parameter => parameter.Name != member.Name))
            .Select(member => (member.Name, Value: Value(example, member.Name) ?? (member.NeedsValue ? "default!" : null)))
            .Where(property => property.Value is not null)
            .Select(property => $"{Identifier.Escape(property.Name)} = {property.Value}")
            .ToList();
        return $"new {inputType}({string.Join(", ", arguments)})" + (properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}");
    }

    private string? Value(ExampleProgram example, string property) => example.InputOf(property) is { } data ? _data.Of(data) : null;
}
