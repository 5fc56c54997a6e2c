using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Querent.Generators.Binding.Examples;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding;

/// <summary>
/// The hash that tells whether a prompt's template has changed: of the system message, the template, the files of both, the
/// examples, and what is said of case studies and criteria: a cell's own, or those of the matrices that the prompt names.
/// </summary>
internal static class TemplateHash
{
    public static string Of(RowShape row, QueryUnit unit, BoundPrompt prompt, TemplateSource? system)
    {
        var text = new StringBuilder();
        text.Append(WhiteSpace.Normalize(system?.Text ?? "")).Append('\n').Append(WhiteSpace.Normalize(prompt.Template));
        foreach (PromptFile file in prompt.Files)
        {
            text.Append('\n').Append(file.Path).Append('\n').Append(WhiteSpace.Normalize(file.Text));
        }

        IEnumerable<QueryUnit> cells = row.Members
            .Where(member => prompt.Matrices.Contains(member.Name))
            .SelectMany(member => QueryUnit.Of(row, member))
            .Prepend(unit);
        IEnumerable<string?> lines = cells.SelectMany(Said)
            .Concat(unit.Member.Examples.Where(example => ExampleCells.IsFor(example, unit)).SelectMany(example => new[] { example.Input, example.Answer }));
        foreach (string? line in lines)
        {
            text.Append('\n').Append(line is null ? "" : WhiteSpace.Normalize(line));
        }

        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    private static IEnumerable<string?> Said(QueryUnit unit)
        => unit is not { Case: { } study, Criterion: { } criterion } ? []
            : [
                study.Name, study.Context, study.Description, study.Property, .. study.Members.SelectMany(member => new[] { member.Name, member.Input }),
                criterion.Name, criterion.Code, criterion.Description, .. criterion.Subcriteria,
            ];
}
