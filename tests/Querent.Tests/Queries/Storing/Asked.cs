namespace Querent.Tests.Queries.Storing;

/// <summary>Short ways to ask with a store.</summary>
internal static class Asked
{
    /// <summary>A plan whose queries are asked at temperature 0.</summary>
    public static RowPlan<EchoRow> Cold(int queries = 1) => At(0, queries);

    public static RowPlan<EchoRow> At(double? temperature, int queries = 1)
        => EchoPlan.Of(queries, Enumerable.Range(0, queries).Select(query => new EchoNeed(query) { Options = new CompletionOptions { Temperature = temperature } }));

    public static RowExecutor Executor(FakeTransport transport, AnswerStoreOptions? store, RowExecutorOptions? options = null)
        => new(transport, (options ?? Run.Options(concurrency: 8)) with { AnswerStore = store });

    /// <summary>Asks one row of an executor of its own, as another process would.</summary>
    public static async Task<RowOutcome<EchoRow>> OnceAsync(FakeTransport transport, AnswerStoreOptions? store, RowPlan<EchoRow>? plan = null, RowExecutorOptions? options = null, int row = 1)
    {
        await using RowExecutor executor = Executor(transport, store, options);
        return await executor.AskAsync(plan ?? Cold(), new EchoInput(row), TestContext.Current.CancellationToken);
    }
}
