using Querent.Generators.Binding.Data;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Data;
using Querent.Generators.Diagnostics;
using Querent.Generators.Emission.Data;
using Querent.Generators.Model;
using Querent.Generators.Validation;

namespace Querent.Generators.Binding.Examples;

/// <summary>Gives the examples of a query their types: the input those of the row, the answer that of the schema.</summary>
internal sealed class ExampleBinder(RowShape row, QueryUnit unit, BoundPrompt prompt, List<Problem> problems)
{
    private const string InputPart = "input";
    private const string AnswerPart = "answer";

    private RowMember Query => unit.Member;

    /// <summary>The examples of each of a row's queries and cells, by the names of these.</summary>
    public static IReadOnlyDictionary<string, EquatableArray<ExampleProgram>> Bind(RowShape row, IReadOnlyList<(QueryUnit Unit, BoundPrompt Prompt)> queries, List<Problem> problems)
    {
        foreach (RowMember query in row.Members.Where(member => member.Examples.Count > 0))
        {
            ExampleCells.Check(row, query, problems);
        }

        return queries.ToDictionary(
            query => query.Unit.Name,
            query => new ExampleBinder(row, query.Unit, query.Prompt, problems).Bind().ToEquatableArray(),
            StringComparer.Ordinal);
    }

    private IEnumerable<ExampleProgram> Bind()
        => Enumerable.Range(0, Query.Examples.Count).Where(place => ExampleCells.IsFor(Query.Examples[place], unit)).Select(Bind).OfType<ExampleProgram>();

    // An example's program; null where something is wrong with it.
    private ExampleProgram? Bind(int place)
    {
        ExampleShape example = Query.Examples[place];
        int before = problems.Count;
        (EquatableArray<EntryData> input, EquatableArray<EntryData> given) = BindInput(example.Input, place);
        string answer = BindAnswer(example.Answer, place);
        return problems.Count == before ? new ExampleProgram(input, given, answer) : null;
    }

    private string BindAnswer(string text, int place)
    {
        if (Read(text, place, AnswerPart) is not { } value)
        {
            return "";
        }

        var found = new List<DataProblem>();
        MemberShape answer = Query.Answer!;
        BoundData? data = new DataBinder(row.Types, text, DataStrictness.Answer, found).Bind(value, answer.Type, Query.Name, answer.Constraints);
        Report(found, place, AnswerPart);
        return data is null ? ""
            : AnswerMembers.IsWrapped(Query, row.Types) ? $"{{\"{answer.WireName}\":{DataJson.Of(data, row.Types)}}}"
            : DataJson.Of(data, row.Types);
    }

    private (EquatableArray<EntryData> Input, EquatableArray<EntryData> Answers) BindInput(string text, int place)
    {
        if (row.Input is { } own && row.Types[own.Type] is var type && (type.Unmakeable ?? AnswerCheck.MissingPart(type)) is { } reason)
        {
            problems.Add(new Problem(ExampleRules.Value, Site.Example(Query.Name, place, InputPart), "Input", $"a '{type.DisplayName}' cannot be made, because {reason}"));
            return default;
        }

        if (Read(text, place, InputPart) is not { } value)
        {
            return default;
        }

        var found = new List<DataProblem>();
        if (value is not DataObject given)
        {
            found.Add(new DataProblem(DataFault.Value, value.Span, "Input", "it has to be an object with what the prompt uses"));
            Report(found, place, InputPart);
            return default;
        }

        IReadOnlyList<ExampleInput> known = ExampleInput.Of(row, prompt);
        var inputs = new List<EntryData>();
        var others = new List<EntryData>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((DataProperty property, ExampleInput? input) in ExampleInput.In(given, known, unit))
        {
            if (!seen.Add(input?.Property ?? property.Name))
            {
                found.Add(new DataProblem(DataFault.Value, property.NameSpan, property.Name, "it stands here twice; remove one"));
            }
            else if (input is null)
            {
                found.Add(new DataProblem(DataFault.UnknownProperty, property.NameSpan, "Input", property.Name, Advice(property.Name, known)));
            }
            else if (Bind(property, input, text, found) is { } data)
            {
                (input.Query is null ? inputs : others).Add(new EntryData(input.Property, data));
            }
        }

        foreach (ExampleInput input in known.Where(input => input.IsNeeded && !seen.Contains(input.Property)))
        {
            found.Add(new DataProblem(DataFault.MissingProperty, new DataSpan(given.Span.Start, 1), "Input", input.Name, $"the prompt of '{Query.Name}'"));
        }

        Report(found, place, InputPart);
        return (inputs.ToEquatableArray(), others.ToEquatableArray());
    }

    private BoundData? Bind(DataProperty property, ExampleInput input, string text, List<DataProblem> found)
        => input.Query is { Query.Matrix: not null } matrix
            ? new ExampleMatrixBinder(row, prompt.Dependencies.Select(dependency => dependency.Unit).ToList(), text, found).Bind(property.Value, matrix, property.Name)
            : new DataBinder(row.Types, text, input.Query is null ? DataStrictness.Value : DataStrictness.Answer, found).Bind(property.Value, input.Type, property.Name, input.Constraints);

    private string Advice(string name, IEnumerable<ExampleInput> known)
        => row.Members.Any(member => member.Role == RowMemberRole.Query && ExampleInput.NameOf(member) == name)
            ? "; the prompt does not use that answer"
            : NearestName.Of(name, known.Select(input => input.Name)).Advice;

    private DataValue? Read(string text, int place, string part)
    {
        DataValue? value = JsonReader.Read(text, out DataError? error);
        if (error is not null)
        {
            problems.Add(new Problem(ExampleRules.Syntax, Site.Example(Query.Name, place, part, error.Span.Start, error.Span.Length), Query.Name, part, error.Message));
        }

        return value;
    }

    private void Report(List<DataProblem> found, int place, string part)
        => problems.AddRange(found.Select(problem => new Problem(
            problem.Fault switch
            {
                DataFault.UnknownProperty => ExampleRules.UnknownProperty,
                DataFault.MissingProperty => ExampleRules.MissingProperty,
                _ => ExampleRules.Value,
            },
            Site.Example(Query.Name, place, part, problem.Span.Start, problem.Span.Length),
            problem.Arguments)));
}
