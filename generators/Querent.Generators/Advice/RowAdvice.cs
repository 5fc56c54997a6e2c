using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Advice;

/// <summary>Says what could be better about a row that is right.</summary>
internal static class RowAdvice
{
    public static void Give(RowShape row, IReadOnlyList<(RowMember Query, BoundPrompt Prompt)> queries, List<Problem> problems)
    {
        foreach ((RowMember query, BoundPrompt prompt) in queries)
        {
            PromptAdvice.OnPrefix(row, prompt, problems);
            PromptAdvice.OnBudget(row, query, prompt, problems);
        }

        UnusedInputAdvice.Give(row, queries.SelectMany(query => query.Prompt.Uses), problems);
        EnumAdvice.Give(queries.Select(query => query.Query), row.Types, problems);
    }
}
