using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary><c>render</c>: the generated renderers beside strings by hand and two template engines, all to the same UTF-8 JSON.</summary>
internal static class RenderCommand
{
    public const string Generated = "generated";
    public const string Interpolation = "interpolation";
    private const double EngineGoal = 3;

    public static IReadOnlyDictionary<string, Func<IPromptEngine>> Engines { get; } = new Dictionary<string, Func<IPromptEngine>>
    {
        [Generated] = () => new GeneratedEngine(),
        [Interpolation] = () => new InterpolationEngine(),
        ["Fluid"] = () => new FluidEngine(),
        ["Handlebars.Net"] = () => new HandlebarsEngine(),
    };

    public static int Run()
    {
        DemandTheSamePrompts();
        Summary summary = BenchmarkRunner.Run<RenderBenchmarks>(Config());
        return Judge(summary) ? 0 : 1;
    }

    /// <summary>How renderings are measured.</summary>
    public static ManualConfig Config() => ManualConfig.Create(DefaultConfig.Instance)
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(6).WithIterationCount(12))
        .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.JoinSummary);

    /// <summary>All engines write the same text, or the comparison means nothing.</summary>
    private static void DemandTheSamePrompts()
    {
        using var generated = new GeneratedEngine();
        foreach ((string name, Func<IPromptEngine> create) in Engines)
        {
            IPromptEngine engine = create();
            for (int number = 0; number < RenderData.Cases.Length; number++)
            {
                generated.Ticket(number);
                engine.Ticket(number);
                DemandEqual(name, Text(generated.Written), Text(engine.Written));
                generated.Case(number);
                engine.Case(number);
                DemandEqual(name, Text(generated.Written), Text(engine.Written));
            }
        }
    }

    private static void DemandEqual(string engine, string expected, string actual)
    {
        if (expected != actual)
        {
            throw new InvalidOperationException($"{engine} writes something else:\n{actual}\ninstead of\n{expected}");
        }
    }

    private static string Text(ReadOnlySpan<byte> messages)
    {
        using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes($"[{Encoding.UTF8.GetString(messages)}]"));
        return string.Join("\n---\n", json.RootElement.EnumerateArray().Select(message => message.GetProperty("content").GetString()));
    }

    private static bool Judge(Summary summary)
    {
        bool isMet = true;
        foreach (IGrouping<string, BenchmarkReport> group in summary.Reports.GroupBy(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name))
        {
            // Handlebars.Net now and then throws in a loop, by the seed of the process's string hashes.
            foreach (BenchmarkReport failed in group.Where(report => report.ResultStatistics is null))
            {
                Console.WriteLine($"{group.Key}: {failed.BenchmarkCase.Parameters["Engine"]} failed by itself and is left out; run again to compare with it.");
            }

            Dictionary<string, BenchmarkReport> reports = group.Where(report => report.ResultStatistics is not null).ToDictionary(report => (string)report.BenchmarkCase.Parameters["Engine"]);
            double ours = Nanoseconds(reports[Generated]);
            double byHand = Nanoseconds(reports[Interpolation]) / ours;
            (string best, double engine) = reports.Where(report => report.Key is not (Generated or Interpolation)).Select(report => (report.Key, Nanoseconds(report.Value) / ours)).MinBy(pair => pair.Item2);
            long bytes = reports[Generated].GcStats.GetBytesAllocatedPerOperation(reports[Generated].BenchmarkCase) ?? 0;
            bool isGroupMet = byHand >= 1 && engine >= EngineGoal && bytes == 0;
            isMet &= isGroupMet;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Key}: {ours:0} ns and {bytes} bytes; by hand {byHand:0.00} times as long (goal: 1), {best}, the best engine, {engine:0.0} times (goal: {EngineGoal}): {(isGroupMet ? "met" : "NOT met")}."));
        }

        return isMet;
    }

    private static double Nanoseconds(BenchmarkReport report) => report.ResultStatistics!.Median;
}
