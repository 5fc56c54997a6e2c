using System.Globalization;
using System.Text.Json;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Querent.Templates.Benchmarks.Rendering;

namespace Querent.Templates.Benchmarks.Reading;

/// <summary><c>read</c>: the generated readers beside the serializer and a document by hand, on three answers.</summary>
internal static class ReadCommand
{
    // What is less than that an answer, on the average, is the measurement's own.
    private const int SmallestObject = 24;

    public static int Run()
    {
        DemandTheSameAnswers();
        Summary summary = BenchmarkRunner.Run<ReadBenchmarks>(RenderCommand.Config());
        return Judge(summary) ? 0 : 1;
    }

    /// <summary>All ways read the same, or the comparison means nothing.</summary>
    private static void DemandTheSameAnswers()
    {
        foreach (AnswerShape shape in AnswerShapes.All)
        {
            string expected = Text(shape.Answer());
            foreach (Func<object> read in (Func<object>[])[shape.Generated, shape.Strict, shape.Lenient, shape.Reflection, shape.Document])
            {
                string actual = Text(read());
                if (actual != expected)
                {
                    throw new InvalidOperationException($"{read.Method.Name} of {shape} reads\n{actual}\ninstead of\n{expected}");
                }
            }
        }
    }

    private static string Text(object answer) => JsonSerializer.Serialize(answer, answer.GetType(), LenientContext.Default);

    private static bool Judge(Summary summary)
    {
        bool isMet = true;
        Console.WriteLine();
        Console.WriteLine("| answer | generated | context, strict | context, lenient | reflection | document | garbage |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (IGrouping<string, BenchmarkReport> shape in summary.Reports.GroupBy(report => report.BenchmarkCase.Parameters["Shape"].ToString()!))
        {
            Dictionary<string, BenchmarkReport> ways = shape.ToDictionary(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name);
            double ours = Nanoseconds(ways[nameof(ReadBenchmarks.Generated)]);
            long answer = Bytes(ways[nameof(ReadBenchmarks.Answer)]);
            long garbage = Bytes(ways[nameof(ReadBenchmarks.Generated)]) - answer;
            string others = string.Join(" | ", ((string[])[nameof(ReadBenchmarks.Strict), nameof(ReadBenchmarks.Lenient), nameof(ReadBenchmarks.Reflection), nameof(ReadBenchmarks.Document)])
                .Select(way => string.Create(CultureInfo.InvariantCulture, $"{Nanoseconds(ways[way]) / ours:0.00}×, {Bytes(ways[way]) - answer} B")));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {shape.Key} | {ours:0} ns, {answer} B | {others} | {garbage} B |"));
            isMet &= garbage < SmallestObject && Nanoseconds(ways[nameof(ReadBenchmarks.Strict)]) >= ours && Nanoseconds(ways[nameof(ReadBenchmarks.Lenient)]) >= ours;
        }

        Console.WriteLine();
        Console.WriteLine($"The goal is no garbage, and no longer than the serializer with a source-generated context, strict or lenient: {(isMet ? "met" : "MISSED")}.");
        return isMet;
    }

    // Of the fastest iteration: what else the machine does only adds to it.
    private static double Nanoseconds(BenchmarkReport report) => report.ResultStatistics!.Min;

    private static long Bytes(BenchmarkReport report) => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
}
