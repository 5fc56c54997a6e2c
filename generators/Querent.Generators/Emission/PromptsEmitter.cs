using Querent.Generators.Binding;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the <c>Prompts</c> class, by which tests and debuggers see what the model would be sent.</summary>
internal sealed class PromptsEmitter(RowProgram program, string inputType, HelperNames names)
{
    private const string Hash = "SHA-256 over the system message, a line feed, the template, and the path and text of each file that it uses, each behind a line feed";
    private const string HashForm = "with line feeds for line ends, in lower-case hexadecimal";

    private readonly Dictionary<string, string> _parameters = Parameters(program);

    private RowShape Row => program.Row;

    /// <summary>The C# that gives the template's hash.</summary>
    public static string HashOf(QueryUnit unit, HelperNames names)
        => $"Prompts.{Identifier.Escape(unit.Member.Name)}.{(unit.Case is null ? "TemplateHash" : names.ForUnit("TemplateHashOf", unit))}";

    public void Emit(SourceWriter writer)
    {
        string access = Row.Input is { IsAsVisibleAsRow: false } ? "internal" : "public";
        string hides = Row.Is(RowTraits.HidesPrompts) ? "new " : "";
        writer.Blank();
        writer.Line($"/// <summary>The prompts of <see cref=\"{Row.FullName}\"/> as the model would be sent them, for a test or a debugger.</summary>");
        writer.Line(RowEmitter.GeneratedCode);
        writer.Open($"{access} {hides}static class Prompts");
        bool isFirst = true;
        foreach (IGrouping<RowMember, QueryProgram> queries in program.ByMember)
        {
            if (!isFirst)
            {
                writer.Blank();
            }

            isFirst = false;
            string name = queries.Key.Name;
            bool isMatrix = queries.Key.Query!.Matrix is not null;
            writer.Line($"/// <summary>The {(isMatrix ? "prompts that ask" : "prompt that asks")} for {Literal.Doc(name)}.</summary>");
            writer.Open($"public static class {Identifier.Escape(name)}");
            if (isMatrix)
            {
                EmitMatrix(writer, queries.ToList(), queries.Key.Query.Matrix!);
            }
            else
            {
                EmitQuery(writer, queries.First());
            }

            writer.Close();
        }

        writer.Close();
    }

    private void EmitQuery(SourceWriter writer, QueryProgram query)
    {
        writer.Line($"/// <summary>{Hash}; {HashForm}.</summary>");
        writer.Line($"public static string TemplateHash => \"{query.TemplateHash}\";");
        writer.Blank();
        writer.Line("/// <summary>Renders the prompt.</summary>");
        EmitHead(writer, query.Answers, "");
        writer.Line($"    => {Render(query)};");
    }

    private void EmitMatrix(SourceWriter writer, IReadOnlyList<QueryProgram> cells, MatrixShape matrix)
    {
        (string study, string criterion) = MatrixEmitter.AxesOf(matrix, Row);
        writer.Line($"/// <summary>{Hash}, and what is said of the case study and the criterion; {HashForm}.</summary>");
        writer.Line("/// <param name=\"case\">The case study.</param>");
        writer.Line("/// <param name=\"criterion\">The criterion.</param>");
        EmitSwitch(writer, $"public static string TemplateHash({study} @case, {criterion} criterion)", cells, cell => names.ForUnit("TemplateHashOf", cell.Unit));
        writer.Blank();
        writer.Line("/// <summary>Renders the prompt of a cell.</summary>");
        var answers = cells.SelectMany(cell => cell.Answers).GroupBy(answer => answer.Member.Name).Select(group => group.First()).ToList();
        EmitDocs(writer, answers);
        writer.Line("/// <param name=\"case\">The case study.</param>");
        writer.Line("/// <param name=\"criterion\">The criterion.</param>");
        EmitSwitch(writer, Head(answers, $", {study} @case, {criterion} criterion"), cells, Render);
        foreach (QueryProgram cell in cells)
        {
            writer.Blank();
            writer.Line($"internal const string {names.ForUnit("TemplateHashOf", cell.Unit)} = \"{cell.TemplateHash}\";");
        }
    }

    // A switch in a switch: one over pairs takes the compiler long when there are many.
    private void EmitSwitch(SourceWriter writer, string head, IEnumerable<QueryProgram> cells, Func<QueryProgram, string> value)
    {
        const string Otherwise = "_ => throw new global::System.ArgumentOutOfRangeException(nameof(criterion), criterion, \"The criterion is not asked of the case study.\"),";
        writer.Open($"{head} => @case switch");
        foreach (IGrouping<string, QueryProgram> study in cells.GroupBy(cell => MatrixEmitter.CaseOf(cell.Unit, Row)))
        {
            writer.Open($"{study.Key} => criterion switch");
            foreach (QueryProgram cell in study)
            {
                writer.Line($"{MatrixEmitter.CriterionOf(cell.Unit, Row)} => {value(cell)},");
            }

            writer.Line(Otherwise);
            writer.Close(",");
        }

        writer.Line(Otherwise);
        writer.Close(";");
    }

    private void EmitHead(SourceWriter writer, IEnumerable<AnswerParameter> answers, string more)
    {
        EmitDocs(writer, answers);
        writer.Line(Head(answers, more));
    }

    private void EmitDocs(SourceWriter writer, IEnumerable<AnswerParameter> answers)
    {
        writer.Line("/// <param name=\"input\">The input to render it for.</param>");
        foreach (AnswerParameter answer in answers)
        {
            writer.Line($"/// <param name=\"{Parameter(answer).TrimStart('@')}\">The answer to {Literal.Doc(answer.Member.Name)}.</param>");
        }
    }

    private string Head(IEnumerable<AnswerParameter> answers, string more)
        => $"public static global::Querent.RenderedPrompt Render({inputType} input{string.Concat(answers.Select(answer => $", {MatrixEmitter.AnswerType(answer.Member, Row)} {Parameter(answer)}"))}{more})";

    private string Render(QueryProgram query)
    {
        string method = $"{RowEmitter.Holder}.{names.ForUnit("Render", query.Unit)}";
        string render = query.Answers.Count == 0 ? method : $"(input, writer) => {method}(input, {string.Join(", ", query.Answers.Select(Parameter))}, writer)";
        return $"global::Querent.RenderedPrompt.Create<{inputType}>(input, {render})";
    }

    private string Parameter(AnswerParameter answer) => Identifier.Escape(_parameters[answer.Member.Name]);

    // The cells of a matrix may have other names for the variables of their own code.
    private static Dictionary<string, string> Parameters(RowProgram program)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal) { "input", "writer", "case", "criterion" };
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string member in program.Queries.Select(query => query.Unit.Member.Name).Distinct())
        {
            string name = char.ToLowerInvariant(member[0]) + member.Substring(1);
            while (!taken.Add(name))
            {
                name += "Answer";
            }

            names.Add(member, name);
        }

        return names;
    }
}
