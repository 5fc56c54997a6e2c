using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Hand;
using Querent.Benchmarks.Measuring;
using Querent.Benchmarks.Requests;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Fanout;

/// <summary>The yardstick: the same rows by a loop written by hand for this one row type.</summary>
internal static class HandFanout
{
    private const int ComparedRows = 3;

    public static async Task<FanoutFigures> RunAsync(FanoutPlan plan, CancellationToken cancellationToken)
    {
        var coldStart = new ColdStart();
        using var loop = new HandLoop(plan.Deployment, plan.Questionnaire, plan.Concurrency, coldStart);
        var warmUp = new OutcomeTally();
        await loop.RunAsync(plan.WarmUp, warmUp, cancellationToken);
        if (warmUp is { Answered: 0, Failed: > 0 })
        {
            throw new BenchmarkException("No row of the warm-up was answered. Try --transport direct, which tells why.");
        }

        await CompareAsync(plan, cancellationToken);
        return await FanoutFigures.MeasureAsync(
            plan, (inputs, tally) => loop.RunAsync(inputs, tally, cancellationToken), () => loop.Attempts, coldStart);
    }

    /// <summary>Makes sure that the loop sends the very bytes that the generated code makes: a lighter prompt would be a false yardstick.</summary>
    private static async Task CompareAsync(FanoutPlan plan, CancellationToken cancellationToken)
    {
        byte[][] ours = await RequestRecorder.RecordAsync(plan.Questionnaire, new CaseFiles(0, ComparedRows), plan.Deployment.Name, cancellationToken);
        HandPrompt[] prompts = HandPrompt.AllOf(plan.Questionnaire, plan.Deployment.Name);
        var theirs = new HandBuffer();
        for (int row = 0; row < ComparedRows; row++)
        {
            for (int query = 0; query < prompts.Length; query++)
            {
                prompts[query].Write(theirs, CaseFiles.Make(row));
                if (!ours.Any(body => theirs.Written.Span.SequenceEqual(body)))
                {
                    throw new InvalidOperationException($"The loop by hand and the generated code render query {query + 1} differently.");
                }
            }
        }
    }
}
