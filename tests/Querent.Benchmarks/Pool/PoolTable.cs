using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Pool;

/// <summary>Prints the results of <c>pool</c>.</summary>
internal static class PoolTable
{
    public static string Format(IReadOnlyList<PoolResult> results)
    {
        var table = new TextTable(
            "case", "concurrency", "queries/row", "rows", "waves", "latency", "served ms", "qps ours", "qps bare", "efficiency ours", "efficiency bare", "ratio", "first row ms", "÷ a row's", "goal met");
        foreach (PoolResult result in results)
        {
            table.Add(
                result.Case.Name,
                Text($"{result.Case.Concurrency}"),
                Text($"{result.Case.Queries}"),
                Text($"{result.Case.Rows}"),
                Text($"{result.Case.TotalQueries / result.Case.Concurrency}"),
                result.Case.Sigma == 0 ? "fixed" : Text($"σ {result.Case.Sigma:0.0}"),
                Text($"{result.Ours.ServedMilliseconds:0.00}"),
                Text($"{result.Ours.QueriesPerSecond:0.0}"),
                Text($"{result.Bare.QueriesPerSecond:0.0}"),
                Text($"{result.Ours.Efficiency:0.0000}"),
                Text($"{result.Bare.Efficiency:0.0000}"),
                Text($"{result.Ratio:0.0000}"),
                Text($"{result.Ours.FirstRowMilliseconds:0.0}"),
                result.FirstRow is { } first ? Text($"{first:0.00}") : "-",
                result.IsMet ? "yes" : "NO");
        }

        return table.ToString();
    }

    /// <summary>Whether rows of more queries fare worse at one concurrency; null when there is but one kind of row.</summary>
    public static (string Text, bool IsMet)? QueriesPerRow(IReadOnlyList<PoolResult> results)
    {
        PoolResult[] kinds = [.. results
            .Where(result => result.Case.Sigma == 0)
            .GroupBy(result => result.Case.Concurrency)
            .Select(group => group.DistinctBy(result => result.Case.Queries).OrderBy(result => result.Case.Queries).ToArray())
            .MaxBy(group => group.Length)!];
        if (kinds.Length < 2)
        {
            return null;
        }

        double least = kinds.Min(result => result.Ours.Efficiency) / kinds[0].Ours.Efficiency;
        bool isMet = least >= PoolResult.Goal;
        string steps = string.Join(", ", kinds.Select(result => Text($"{result.Case.Queries}: {result.Ours.Efficiency:0.0000}")));
        return (Text($"Efficiency by queries per row at {kinds[0].Case.Concurrency} at once: {steps}; least ÷ that of {kinds[0].Case.Queries} = {least:0.0000}, goal {PoolResult.Goal:0.000}: {(isMet ? "met" : "NOT met")}."), isMet);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
