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

    /// <param name="plan">What to run.</param>
    /// <param name="wire">What to send it through.</param>
    /// <param name="counterpart">The transport that tells why when nothing was answered.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static async Task<FanoutFigures> RunAsync(FanoutPlan plan, IHandWire wire, string counterpart, CancellationToken cancellationToken)
    {
        var coldStart = new ColdStart();
        HandPrompt[] prompts = HandPrompt.AllOf(plan.Questionnaire, plan.Deployment.Name);
        using var loop = new HandLoop(wire, prompts, plan.Concurrency, coldStart);
        var warmUp = new OutcomeTally();
        await loop.RunAsync(plan.WarmUp, warmUp, cancellationToken);
        if (warmUp is { Answered: 0, Failed: > 0 })
        {
            throw new BenchmarkException($"No row of the warm-up was answered. Try --transport {counterpart}, which tells why.");
        }

        await CompareAsync(plan, prompts, cancellationToken);
        return await FanoutFigures.MeasureAsync(
            plan, (inputs, tally) => loop.RunAsync(inputs, tally, cancellationToken), () => loop.Attempts, coldStart);
    }

    /// <summary>Makes sure that the loop sends the very bytes that the generated code makes: a lighter prompt would be a false yardstick.</summary>
    private static async Task CompareAsync(FanoutPlan plan, HandPrompt[] prompts, CancellationToken cancellationToken)
    {
        byte[][] ours = await RequestRecorder.RecordAsync(plan.Questionnaire, new CaseFiles(0, ComparedRows), plan.Deployment.Name, cancellationToken);
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
