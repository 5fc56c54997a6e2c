using System.Globalization;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Advice;

/// <summary>Advice on what of a prompt is the same for every row.</summary>
internal static class PromptAdvice
{
    // https://platform.openai.com/docs/guides/prompt-caching
    private const int CacheBegins = 1024;

    /// <summary>Says where a prompt cache would keep more if what varies came last.</summary>
    public static void OnPrefix(BoundPrompt prompt, List<Problem> problems)
    {
        (string start, string end) = FixedText.Around(prompt.Parts);
        (int before, int behind) = (TokenEstimate.About(FixedText.Join(prompt.System) + start), TokenEstimate.About(end));
        bool keepsMore = behind >= CacheBegins || (before < CacheBegins && before + behind >= CacheBegins);
        if (keepsMore && prompt.Variation is { } variation)
        {
            problems.Add(new Problem(
                AdviceRules.BrokenPrefix, variation.Site, variation.Text, Text(before), Text(behind), Text(CacheBegins)));
        }
    }

    /// <summary>Says where the cells of a row would begin more alike.</summary>
    public static void OnCells(BoundPrompt prompt, List<Problem> problems)
    {
        if (prompt.SharedBehind is { } shared)
        {
            problems.Add(new Problem(AdviceRules.SharedBehind, shared.Variation.Site, shared.Variation.Text, shared.Own));
        }
    }

    /// <summary>Says where even the least number of tokens is more than the author allows.</summary>
    public static void OnBudget(RowShape row, RowMember query, BoundPrompt prompt, List<Problem> problems)
    {
        if ((query.Query!.TokenBudget ?? row.TokenBudget) is not { } budget)
        {
            return;
        }

        int count = FixedText.AtLeast(prompt.System, prompt.Parts);
        if (count > budget)
        {
            problems.Add(new Problem(AdviceRules.OverBudget, Site.TokenBudget(query.Name), query.Name, Text(count), Text(budget)));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
