using Querent.Benchmarks.CommandLine;
using Querent.Benchmarks.Measuring;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Fanout;

/// <summary>The typed path as a user has it: annotated rows through a <see cref="RowExecutor"/>, in order, with its defaults.</summary>
internal static class TypedFanout
{
    /// <param name="plan">What to run.</param>
    /// <param name="transport">What to send it through.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    public static async Task<FanoutFigures> RunAsync(FanoutPlan plan, ICompletionTransport transport, CancellationToken cancellationToken)
    {
        var coldStart = new ColdStart();
        await using var executor = new RowExecutor(new FirstSend(transport, coldStart), new RowExecutorOptions { MaxConcurrency = plan.Concurrency });
        var warmUp = new OutcomeTally();
        await plan.Questionnaire.RunAsync(executor, plan.WarmUp, warmUp, OutcomeOrder.Input, cancellationToken);
        if (warmUp is { Answered: 0, FirstFailure: { } failure })
        {
            throw new BenchmarkException($"No row of the warm-up was answered. {failure}");
        }

        return await FanoutFigures.MeasureAsync(
            plan,
            (inputs, tally) => plan.Questionnaire.RunAsync(executor, inputs, tally, OutcomeOrder.Input, cancellationToken),
            () => executor.GetStatistics().AttemptsStarted,
            coldStart);
    }
}
