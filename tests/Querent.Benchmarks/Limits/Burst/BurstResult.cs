using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Limits.Burst;

/// <summary>What came of a case: the medians of its rounds.</summary>
internal sealed record BurstResult(BurstCase Case, IReadOnlyList<BurstSample> Samples)
{
    public bool IsMet => !Case.IsJudged || MedianOf(BurstContest.Ours).Ratio <= BurstCase.Goal;

    public static string Format(IEnumerable<BurstResult> results)
    {
        var table = new TextTable("burst", "pool", "runs", "makespan s", "clairvoyant s", "ratio", "goal");
        foreach (BurstResult result in results)
        {
            foreach (string name in result.Samples.Select(sample => sample.Name).Distinct())
            {
                BurstSample median = result.MedianOf(name);
                table.Add(
                    result.Case.Name,
                    name,
                    Text($"{result.Samples.Count(sample => sample.Name == name)}"),
                    Text($"{median.Makespan.TotalSeconds:0.000}"),
                    Text($"{median.Clairvoyant.TotalSeconds:0.000}"),
                    Text($"{median.Ratio:0.000}"),
                    result.Case.IsJudged && name == BurstContest.Ours ? Text($"{BurstCase.Goal:0.00} {(result.IsMet ? "met" : "NOT met")}") : "-");
            }
        }

        return table.ToString();
    }

    private BurstSample MedianOf(string name)
    {
        BurstSample[] sorted = [.. Samples.Where(sample => sample.Name == name).OrderBy(sample => sample.Ratio)];
        return sorted[sorted.Length / 2];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
