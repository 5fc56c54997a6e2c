using System.Diagnostics;
using System.Globalization;
using Querent.Answers.Suite.Fuzzing;
using Querent.Answers.Suite.Shapes;

namespace Querent.Templates.Benchmarks.Answers;

/// <summary>
/// <c>fuzz-answers --count 5000000 --seed 1</c>: the generated readers get random and mutated answers, then huge ones. Exit
/// code 1 where one throws anything but the typed exception, takes too long, or takes more than its share for ten times the size.
/// </summary>
internal static class FuzzAnswersCommand
{
    private const int BatchSize = 250_000;
    private const int Small = 1_000_000;
    private const int Large = 10 * Small;
    private const int Tries = 5;
    private const double MostTimesAsLong = 20;

    // What no input of a few kilobytes comes near, on a machine that does other things too.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1);

    // Below it, what the machine does besides is most of what is measured.
    private static readonly TimeSpan Measurable = TimeSpan.FromMilliseconds(2);

    public static int Run(int count, int seed) => RunRandom(count, seed) & RunHuge() ? 0 : 1;

    private static bool RunRandom(int count, int seed)
    {
        var watch = Stopwatch.StartNew();
        var fuzzer = new AnswerFuzzer(seed);
        for (int done = 0; done < count;)
        {
            int batch = Math.Min(BatchSize, count - done);
            if (fuzzer.Run(batch) is var (answer, input, fault))
            {
                Console.WriteLine($"FAILED with seed {seed}, between {done} and {done + batch}, {answer}: {Convert.ToHexString(input)}\n{fault}");
                return false;
            }

            done += batch;
            string refused = string.Join(", ", fuzzer.Refused.Select(rule => $"{rule.Value} {rule.Key}"));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done} inputs, {done / watch.Elapsed.TotalSeconds:0}/s, the longest {fuzzer.Longest.TotalMilliseconds:0.0} ms: {fuzzer.Taken} read; refused: {refused}"));
        }

        return fuzzer.Longest < Budget;
    }

    private static bool RunHuge()
    {
        bool isGood = true;
        foreach ((string name, string query, Func<int, byte[]> make) in HugeAnswers.All)
        {
            AnswerUnderTest answer = AllAnswers.Azure.Single(answer => answer.Name == query);
            (TimeSpan small, _) = Time(answer, make(Small));
            (TimeSpan large, string outcome) = Time(answer, make(Large));
            double ratio = large / TimeSpan.FromTicks(Math.Max(small.Ticks, 1));
            bool isLinear = ratio <= MostTimesAsLong || large < Measurable;
            isGood &= isLinear;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: 1 MB {small.TotalMilliseconds:0.00} ms, 10 MB {large.TotalMilliseconds:0.00} ms, {ratio:0.0} times as long, {outcome}{(isLinear ? "" : " TOO LONG")}"));
        }

        return isGood;
    }

    // Of the processor, not of the clock, and the best of a few: what else the machine does is left out.
    private static (TimeSpan Best, string Outcome) Time(AnswerUnderTest answer, byte[] json)
    {
        TimeSpan best = TimeSpan.MaxValue;
        string outcome = "";
        for (int i = 0; i < Tries; i++)
        {
            TimeSpan started = Environment.CpuUsage.TotalTime;
            try
            {
                answer.Query.Read(json);
                outcome = "read";
            }
            catch (AnswerException refusal)
            {
                outcome = $"{refusal.Rule} at a path of {refusal.Path.Length} characters";
            }

            TimeSpan took = Environment.CpuUsage.TotalTime - started;
            best = took < best ? took : best;
        }

        return (best, outcome);
    }
}
