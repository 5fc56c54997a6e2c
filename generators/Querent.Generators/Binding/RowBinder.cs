using Querent.Generators.Advice;
using Querent.Generators.Binding.Examples;
using Querent.Generators.Binding.Lookups;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Binding.Schemas;
using Querent.Generators.Model;
using Querent.Generators.Validation;

namespace Querent.Generators.Binding;

/// <summary>Makes a row's program, or finds what is wrong with it. The generator and the analyzer both ask here.</summary>
internal static class RowBinder
{
    /// <param name="row">The row.</param>
    /// <param name="files">The prompt files that its templates may be in, or include.</param>
    /// <param name="lookupFiles">The lookup files that its tables may be in.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    /// <returns>Null when something is wrong that keeps the row from being generated.</returns>
    public static RowProgram? Bind(RowShape row, PromptFiles files, LookupFiles lookupFiles, List<Problem> problems)
    {
        DeclarationCheck.Run(row, problems);
        RequestCheck.Run(row, problems);
        bool hasCells = MatrixCheck.Run(row, problems);
        TemplateSource? system = SystemBinder.Find(row, files, problems);
        InputCheck.Run(row, problems);
        EquatableArray<KeyPart> key = RowKeyBinder.Bind(row, problems);
        IReadOnlyList<LookupProgram> lookups = LookupBinder.Bind(row, lookupFiles, problems);
        row = row with { Tables = LookupBinder.Describe(row.Tables, lookups) };
        IReadOnlyList<RowMember> inputs = row.Members
            .Where(member => member is { Role: RowMemberRole.Input, InputMatch: InputMatch.Fits })
            .ToList();
        List<(QueryUnit Unit, BoundPrompt Prompt)> queries = Bind(row, QueryUnit.Of(row).Where(unit => hasCells || unit.Case is null), system, files, problems);
        foreach (RowMember query in row.Members.Where(member => member.Role == RowMemberRole.Query))
        {
            if (query.Query!.Matrix is not { Fault: MatrixFault.NoMatrix })
            {
                AnswerCheck.Run(query, row, problems);
            }
        }

        if (!hasCells || problems.Any(problem => problem.Rule.Category == Diagnostics.AnswerRules.Category))
        {
            return null;   // the columns of such an answer mean nothing
        }

        IReadOnlyDictionary<string, EquatableArray<ExampleProgram>> examples = ExampleBinder.Bind(row, queries, problems);
        DependencyCheck.Run(queries, problems);
        IReadOnlyList<ColumnBinder.Owned> columns = ColumnBinder.OfRow(row, inputs).ToList();
        ColumnCheck.Run(columns, problems);
        if (problems.Any(problem => problem.IsError))
        {
            return null;
        }

        ColumnCheck.Suggest(row, inputs, problems);
        RowAdvice.Give(row, queries, problems);
        Dictionary<string, string> formats = row.Members
            .Where(member => member.Role == RowMemberRole.Query)
            .ToDictionary(member => member.Name, member => SchemaBuilder.Of(member, row).ResponseFormat, StringComparer.Ordinal);
        var places = queries.Select((query, place) => (query.Unit.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place, StringComparer.Ordinal);
        return new RowProgram(
            row,
            queries.Select(query => Bind(query.Unit, query.Prompt, row, system, formats[query.Unit.Member.Name], places) with { Examples = examples[query.Unit.Name] }).ToEquatableArray(),
            inputs.ToEquatableArray(),
            ColumnBinder.OfInput(row, inputs, columns.Select(column => column.Column)).ToEquatableArray(),
            columns.Select(column => column.Column).ToEquatableArray())
        {
            Key = key,
            Lookups = lookups.ToEquatableArray(),
        };
    }

    // What stands in one place is wrong once, for however many cells and queries.
    private static List<(QueryUnit Unit, BoundPrompt Prompt)> Bind(RowShape row, IEnumerable<QueryUnit> units, TemplateSource? system, PromptFiles files, List<Problem> problems)
    {
        var queries = new List<(QueryUnit, BoundPrompt)>();
        var reported = new HashSet<(string Rule, Site Site)>();
        foreach (QueryUnit unit in units)
        {
            var own = new List<Problem>();
            queries.Add((unit, TemplateBinder.Bind(row, unit, system, files, own)));
            problems.AddRange(own.Where(problem => !reported.Contains((problem.Rule.Id, problem.Site))));
            reported.UnionWith(own.Select(problem => (problem.Rule.Id, problem.Site)));
        }

        return queries;
    }

    private static QueryProgram Bind(QueryUnit unit, BoundPrompt prompt, RowShape row, TemplateSource? system, string format, Dictionary<string, int> places) => new(
        unit,
        TemplateHash.Of(row, unit, prompt, system),
        prompt.System,
        prompt.Parts,
        AnswerMembers.IsWrapped(unit.Member, row.Types),
        format)
    {
        Request = unit.RequestOf(row),
        FixedTokens = FixedText.AtLeast(prompt.System, prompt.Parts),
        Answers = prompt.Answers,
        When = prompt.When,
        WhenAnswers = prompt.WhenAnswers,
        Dependencies = prompt.Dependencies.Select(dependency => places[dependency.Unit]).OrderBy(place => place).ToEquatableArray(),
        Lookups = row.Tables.Where(table => prompt.Tables.Contains(table.Name)).ToEquatableArray(),
    };
}
