using Querent.Generators.Binding;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Advice;

/// <summary>Says what could be better about a row that is right.</summary>
internal static class RowAdvice
{
    public static void Give(RowShape row, IReadOnlyList<(QueryUnit Unit, BoundPrompt Prompt)> queries, List<Problem> problems)
    {
        // What is said of the cells of a matrix is said once: the advice is about their template.
        foreach ((QueryUnit unit, BoundPrompt prompt) in queries.GroupBy(query => query.Unit.Member).Select(cells => cells.First()))
        {
            PromptAdvice.OnPrefix(prompt, problems);
            PromptAdvice.OnCells(prompt, problems);
            PromptAdvice.OnBudget(row, unit.Member, prompt, problems);
        }

        UnusedInputAdvice.Give(row, queries.SelectMany(query => query.Prompt.Uses), problems);
        EnumAdvice.Give(queries.Select(query => query.Unit.Member).Distinct(), row.Types, problems);
    }
}
