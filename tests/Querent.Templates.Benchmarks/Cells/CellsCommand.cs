using System.Globalization;
using System.Text;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Querent.Templates.Benchmarks.Rendering;

namespace Querent.Templates.Benchmarks.Cells;

/// <summary><c>cells</c>: a cell of a matrix beside a query that has the same prompt.</summary>
internal static class CellsCommand
{
    /// <summary>What two renderings of one prompt may differ by for the noise of the machine.</summary>
    private const double Goal = 1.05;

    public static int Run()
    {
        DemandTheSamePrompt();
        Summary summary = BenchmarkRunner.Run<CellBenchmarks>(RenderCommand.Config());
        double query = MedianOf(summary, nameof(CellBenchmarks.Query));
        double cell = MedianOf(summary, nameof(CellBenchmarks.Cell));
        bool isMet = cell <= Goal * query;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"A cell takes {cell / query:0.000} of a query with the same prompt; the goal is at most {Goal}: {(isMet ? "met" : "MISSED")}"));
        return isMet ? 0 : 1;
    }

    private static void DemandTheSamePrompt()
    {
        using var benchmarks = new CellBenchmarks();
        benchmarks.Query();
        string query = Encoding.UTF8.GetString(benchmarks.Written);
        benchmarks.Cell();
        string cell = Encoding.UTF8.GetString(benchmarks.Written);
        if (query != cell)
        {
            throw new InvalidOperationException($"The two prompts differ:\n{query}\n{cell}");
        }
    }

    private static double MedianOf(Summary summary, string benchmark)
        => summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == benchmark).ResultStatistics!.Median;
}
