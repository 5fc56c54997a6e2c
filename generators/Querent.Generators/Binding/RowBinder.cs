using System.Security.Cryptography;
using System.Text;
using Querent.Generators.Advice;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;
using Querent.Generators.Templates;
using Querent.Generators.Validation;

namespace Querent.Generators.Binding;

/// <summary>Makes a row's program, or finds what is wrong with it. The generator and the analyzer both ask here.</summary>
internal static class RowBinder
{
    /// <param name="row">The row.</param>
    /// <param name="files">The prompt files that its templates may be in, or include.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    /// <returns>Null when something is wrong that keeps the row from being generated.</returns>
    public static RowProgram? Bind(RowShape row, PromptFiles files, List<Problem> problems)
    {
        DeclarationCheck.Run(row, problems);
        row = SystemBinder.Bind(row, files, problems);
        InputCheck.Run(row, problems);
        IReadOnlyList<RowMember> inputs = row.Members
            .Where(member => member is { Role: RowMemberRole.Input, InputMatch: InputMatch.Fits })
            .ToList();
        var prompts = new Dictionary<string, BoundPrompt>(StringComparer.Ordinal);
        IReadOnlyList<RowMember> queries = row.Members.Where(member => member.Role == RowMemberRole.Query).ToList();
        foreach (RowMember query in queries)
        {
            prompts[query.Name] = TemplateBinder.Bind(row, query, files, problems);
            AnswerCheck.Run(query, row.Types, problems);
        }

        if (problems.Any(problem => problem.Rule.Category == Diagnostics.AnswerRules.Category))
        {
            return null;   // the columns of such an answer mean nothing
        }

        IReadOnlyList<ColumnBinder.Owned> columns = ColumnBinder.OfRow(row, inputs).ToList();
        ColumnCheck.Run(columns, problems);
        if (problems.Any(problem => problem.IsError))
        {
            return null;
        }

        ColumnCheck.Suggest(row, inputs, problems);
        RowAdvice.Give(row, queries.Select(query => (query, prompts[query.Name])).ToList(), problems);
        return new RowProgram(
            row,
            queries.Select(query => Bind(query, prompts[query.Name], row)).ToEquatableArray(),
            inputs.ToEquatableArray(),
            ColumnBinder.OfInput(row, inputs, columns.Select(column => column.Column)).ToEquatableArray(),
            columns.Select(column => column.Column).ToEquatableArray());
    }

    private static QueryProgram Bind(RowMember query, BoundPrompt prompt, RowShape row) => new(
        query,
        Hash(string.Concat(prompt.Files
            .Select(file => $"\n{file.Path}\n{WhiteSpace.Normalize(file.Text)}")
            .Prepend($"{row.SystemMessage}\n{WhiteSpace.Normalize(query.Query!.Template)}"))),
        prompt.Parts,
        AnswerMembers.IsWrapped(query, row.Types),
        SchemaBuilder.ResponseFormat(query, row.Types));

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
