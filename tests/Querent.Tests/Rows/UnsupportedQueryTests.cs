namespace Querent.Tests.Rows;

public class UnsupportedQueryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_that_the_model_refuses_stops_a_run_before_its_source_is_read()
    {
        bool isRead = false;
        var transport = new Picky(demand => demand.Options.TopP is null ? null : "The model takes no top-p. Leave it out.");
        await using var executor = new RowExecutor(transport);

        UnsupportedQueryException exception = await Assert.ThrowsAsync<UnsupportedQueryException>(async () =>
        {
            await foreach (RowOutcome<EchoRow> _ in executor.RunAsync(Plan(new(), new() { TopP = 0.5 }), () => RowSource.Of(Source()), new RunOptions(), Token))
            {
            }
        });

        Assert.Equal("The query 'Q1' of EchoRow cannot be asked. The model takes no top-p. Leave it out.", exception.Message);
        Assert.Equal(("EchoRow", "Q1"), (exception.RowType, exception.Query));
        Assert.False(isRead);
        Assert.Equal(0, transport.Sent);

        IEnumerable<EchoInput> Source()
        {
            isRead = true;
            yield return new EchoInput(0);
        }
    }

    [Fact]
    public async Task One_row_that_is_asked_by_itself_is_refused_each_time_and_the_next_type_is_not()
    {
        await using var executor = new RowExecutor(new Picky(demand => demand.UsesImages ? "The model sees no images." : null));
        RowPlan<EchoRow> seeing = EchoPlan.Of(1, new EchoNeed(0) { UsesImages = true });

        await Assert.ThrowsAsync<UnsupportedQueryException>(() => executor.AskAsync(seeing, new EchoInput(0), Token));
        await Assert.ThrowsAsync<UnsupportedQueryException>(() => executor.AskAsync(seeing, new EchoInput(1), Token));

        Assert.IsType<AnsweredRow<EchoRow>>(await executor.AskAsync(Plan(new CompletionOptions()), new EchoInput(2), Token));
    }

    [Fact]
    public async Task A_row_type_is_asked_about_once()
    {
        var transport = new Picky(_ => null);
        await using var executor = new RowExecutor(transport);
        RowPlan<EchoRow> plan = Plan(new(), new(), new());

        for (int id = 0; id < 4; id++)
        {
            await executor.AskAsync(plan, new EchoInput(id), Token);
        }

        Assert.Equal(3, transport.Questions);
    }

    [Fact]
    public async Task A_row_type_can_be_checked_before_its_first_row_and_the_transport_is_asked_once_about_one_that_it_refuses()
    {
        var transport = new Picky(demand => demand.UsesImages ? "The model sees no images." : null);
        await using var executor = new RowExecutor(transport);
        RowPlan<EchoRow> seeing = EchoPlan.Of(2, new EchoNeed(1) { UsesImages = true });

        Assert.Equal("The query 'Q1' of EchoRow cannot be asked. The model sees no images.", Assert.Throws<UnsupportedQueryException>(() => executor.Check(seeing)).Message);
        Assert.Throws<UnsupportedQueryException>(() => executor.Check(seeing));
        executor.Check(Plan(new CompletionOptions()));

        Assert.Equal((3, 0), (transport.Questions, transport.Sent));
    }

    [Fact]
    public async Task A_row_that_is_refused_fails_the_task_and_not_the_call()
    {
        await using var executor = new RowExecutor(new Picky(_ => "It cannot."));

        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(Plan(new CompletionOptions()), new EchoInput(0), Token);

        await Assert.ThrowsAsync<UnsupportedQueryException>(() => asked);
    }

    [Fact]
    public async Task What_a_query_sets_is_given_to_the_transport()
    {
        var transport = new Picky(_ => null);
        await using var executor = new RowExecutor(transport);
        var options = new CompletionOptions { Seed = 3 };

        await executor.AskAsync(Plan(options), new EchoInput(0), Token);

        Assert.Same(options, transport.LastOptions);
    }

    private static RowPlan<EchoRow> Plan(params CompletionOptions[] options) => EchoPlan.Of(options.Length, options.Select((option, query) => new EchoNeed(query) { Options = option }));

    private sealed class Picky(Func<CompletionDemand, string?> find) : ICompletionTransport
    {
        private readonly FakeTransport _inner = new();

        public int Questions { get; private set; }

        public int Sent => _inner.Started.Count;

        public CompletionOptions? LastOptions { get; private set; }

        public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
        {
            LastOptions = request.Options;
            return _inner.SendAsync(request, cancellationToken);
        }

        public string? FindObstacle(CompletionDemand demand)
        {
            Questions++;
            return find(demand);
        }

        public ValueTask DisposeAsync() => _inner.DisposeAsync();
    }
}
