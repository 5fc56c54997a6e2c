using Querent.Discretion;

namespace Querent.Tests;

/// <summary>Short ways to run echo rows.</summary>
internal static class Run
{
    /// <summary>Retries at once and keeps to one limit: the waits themselves are another test's business.</summary>
    public static RowExecutorOptions Options(int concurrency = 4, int attempts = 8, TimeProvider? clock = null) => new()
    {
        MaxConcurrency = concurrency,
        AdaptiveConcurrency = null,
        QuotaPacing = null,
        MaxAttempts = attempts,
        RetryDelay = TimeSpan.FromTicks(1),
        MaxRetryDelay = TimeSpan.FromTicks(1),
        TimeProvider = clock ?? TimeProvider.System,
        LoggerFactory = new WatchedLogs(DiscretionWatch.Suite),
    };

    public static IEnumerable<EchoInput> Inputs(int count) => Enumerable.Range(0, count).Select(id => new EchoInput(id)).ToList();

    public static IAsyncEnumerable<RowOutcome<EchoRow>> RunAsync(
        this RowExecutor executor,
        int queries,
        IEnumerable<EchoInput?> inputs,
        RunOptions? options = null,
        CancellationToken cancellationToken = default)
        => executor.RunAsync(EchoPlan.Of(queries), () => RowSource.Of(inputs), options ?? new RunOptions(), cancellationToken);

    public static async Task<List<RowOutcome<EchoRow>>> ListAsync(
        this RowExecutor executor,
        int queries,
        IEnumerable<EchoInput?> inputs,
        RunOptions? options = null)
    {
        List<RowOutcome<EchoRow>> outcomes = [];
        await foreach (RowOutcome<EchoRow> outcome in executor.RunAsync(queries, inputs, options, TestContext.Current.CancellationToken))
        {
            DiscretionWatch.Suite.Look("an outcome's text", outcome.ToString());
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    /// <summary>Waits for a state that gives no event, by asking again and again.</summary>
    public static async Task Until(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Every row is answered in full by its own answers, or failed in full.</summary>
    public static void AssertAtomic(RowOutcome<EchoRow> outcome, int queries)
    {
        var input = (EchoInput)outcome.UntypedInput;
        if (outcome.TryGetRow(out EchoRow? row, out RowFailure? failure))
        {
            Assert.Null(failure);
            Assert.Equal(input.Id, row.Id);
            Assert.Equal(Enumerable.Range(0, queries).Select(query => EchoPlan.Answer(input.Id, query)), row.Answers);
            Assert.All(outcome.Queries, report => Assert.Equal(QueryStatus.Answered, report.Status));
        }
        else
        {
            Assert.Null(row);
            Assert.Equal(queries, failure.QueryCount);
            Assert.NotEmpty(failure.FailedQueries);
            Assert.Equal(failure.FailedQueries.Length, outcome.Queries.Count(report => report.Status == QueryStatus.Failed));
            Assert.Equal(failure.AnsweredCount, outcome.Queries.Count(report => report.Status == QueryStatus.Answered));
        }

        Assert.Equal(queries, outcome.Queries.Length);
    }
}
