using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace Querent.Templates.Benchmarks.Fuzzing;

/// <summary>
/// <c>fuzz --count 200000 --seed 1</c>: random and mutated templates, and huge ones, give diagnostics or code that compiles.
/// Exit code 1 and the smallest template where one does not.
/// </summary>
internal static class FuzzCommand
{
    private const int BatchSize = 2_000;
    private const int Size = 1 << 20;
    private const double LongestSeconds = 20;

    public static int Run(int count, int seed)
    {
        var watch = Stopwatch.StartNew();
        return RunRandom(count, seed, watch) && RunHuge(watch) ? 0 : 1;
    }

    private static bool RunRandom(int count, int seed, Stopwatch watch)
    {
        Fuzzer[] fuzzers = [new Fuzzer(seed), new Fuzzer(seed, ofCells: true)];
        for (int done = 0; done < count;)
        {
            Fuzzer fuzzer = fuzzers[done / BatchSize % fuzzers.Length];
            int batch = Math.Min(BatchSize, count - done);
            if (fuzzer.Run(batch) is var (template, fault))
            {
                Console.WriteLine($"FAILED with seed {seed}, between {done} and {done + batch}:\n{SymbolDisplay.FormatLiteral(template, quote: true)}\n{fault}");
                return false;
            }

            done += batch;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done} templates: {fuzzers.Sum(of => of.Valid)} right, and what is generated for them compiles; {fuzzers.Sum(of => of.Wrong)} wrong, and reported. {watch.Elapsed.TotalSeconds:0} s, {GC.GetTotalMemory(forceFullCollection: false) >> 20} MB."));
        }

        return true;
    }

    private static bool RunHuge(Stopwatch watch)
    {
        var target = new FuzzTarget();
        bool isGood = true;
        foreach ((string name, Func<string> make) in HugeTemplates.All(Size))
        {
            string template = make();
            double started = watch.Elapsed.TotalSeconds;
            string? fault = target.Try(template, out bool isValid);
            double seconds = watch.Elapsed.TotalSeconds - started;
            isGood &= fault is null && seconds < LongestSeconds;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, {template.Length} characters: {(isValid ? "right" : "wrong")}, {seconds:0.00} s {fault}"));
        }

        return isGood;
    }
}
