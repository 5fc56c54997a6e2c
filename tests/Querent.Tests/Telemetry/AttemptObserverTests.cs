using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Telemetry;

public class AttemptObserverTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_attempt_is_told_of_once_with_what_became_of_it()
    {
        var audit = new Audit();
        var transport = new FakeTransport(attempt => attempt.Number < 3 ? FakeTransport.Throttled() : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options() with { AttemptObserver = audit });

        Assert.IsType<AnsweredRow<EchoRow>>(Assert.Single(await executor.ListAsync(1, Run.Inputs(1))));

        Assert.Equal([(1, QueryErrorKind.Throttled), (2, QueryErrorKind.Throttled), (3, null)], audit.Records.Select(record => (record.Attempt, record.Report.Error?.Kind)));
        Assert.Equal([429, 429, null], audit.Records.Select(record => record.StatusCode));
        Assert.All(audit.Records, record => Assert.Equal(("EchoRow", 1L, 0L, "Q0", "hash"), (record.RowType, record.RowNumber, record.RowIndex, record.Query, record.TemplateHash)));
        Assert.Equal(new TokenUsage { InputTokens = 10, OutputTokens = 5 }, audit.Records[2].Report.Usage);
    }

    [Fact]
    public async Task A_record_names_the_tables_that_the_prompt_looked_things_up_in()
    {
        var audit = new Audit();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options() with { AttemptObserver = audit });
        var weights = new LookupSource("Weights", "Lookups/weights.csv", "ab12");
        RowPlan<EchoRow> plan = EchoPlan.Of(3, new EchoNeed(0) { Lookups = [weights] }, new EchoNeed(2, 1) { When = (_, _) => false });

        await executor.AskAsync(plan, new EchoInput(0), TestContext.Current.CancellationToken);

        // Of the query that is not asked there is no attempt to tell of.
        Assert.Equal([("Q0", 1), ("Q1", 0)], audit.Records.Select(record => (record.Query, record.Lookups.Length)).Order());
        Assert.Equal(weights, audit.Records.Single(record => record.Query == "Q0").Lookups[0]);
    }

    [Fact]
    public async Task An_answer_that_breaks_its_schema_is_told_of_as_such()
    {
        var audit = new Audit();
        await using var executor = new RowExecutor(new FakeTransport(_ => FakeTransport.Reply("""{"answer":1}""")), Run.Options() with { AttemptObserver = audit });

        await executor.ListAsync(1, Run.Inputs(1));

        Assert.Equal(QueryErrorKind.InvalidAnswer, Assert.Single(audit.Records).Report.Error?.Kind);
    }

    [Fact]
    public async Task An_attempt_that_is_cancelled_is_told_of_and_one_that_was_not_sent_is_not()
    {
        var audit = new Audit();
        var firstIsSent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Query == 0)
            {
                firstIsSent.SetResult();
                return await FakeTransport.Silence(attempt);
            }

            await firstIsSent.Task;
            return await FakeTransport.Rejected();
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2) with { AttemptObserver = audit });

        await executor.ListAsync(3, Run.Inputs(1));

        Assert.Equal(
            [("Q0", QueryErrorKind.Cancelled), ("Q1", QueryErrorKind.Rejected)],
            audit.Records.Select(record => (record.Query, record.Report.Error!.Kind)).Order());
    }

    [Fact]
    public async Task A_record_holds_the_hashes_of_what_went_over_the_wire_and_of_the_variables()
    {
        var audit = new Audit();
        const string reply = """{"choices":[{"finish_reason":"stop","message":{"content":"{\"answer\":\"seven\"}"}}]}""";
        await using var server = new RawServer(_ => RawServer.Http("200 OK", reply, "x-request-id: req-7\r\n"));
        var transport = new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = server.Endpoint, Deployment = "d", ApiKey = "k" });
        await using var executor = new RowExecutor(transport, new RowExecutorOptions { AttemptObserver = audit, TimeProvider = new FakeTimeProvider(Noon) });

        await executor.ListAsync(1, [new EchoInput(7)]);

        AttemptRecord record = Assert.Single(audit.Records);
        string request = Assert.Single(server.Requests);
        Assert.Equal(Hash(request[(request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]), record.RequestHash);
        Assert.Equal(Hash(reply), record.ResponseHash);
        Assert.Equal(Hash("""{"id":7}"""), record.InputHash);
        Assert.Equal((200, "req-7", "req-7", Noon), (record.StatusCode, record.RequestId, record.Report.RequestId, record.StartedAt));
    }

    [Fact]
    public async Task The_reply_of_an_error_is_hashed_too()
    {
        var audit = new Audit();
        await using var server = new RawServer(_ => RawServer.Http("400 Bad Request", "no"));
        var transport = new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = server.Endpoint, Deployment = "d", ApiKey = "k" });
        await using var executor = new RowExecutor(transport, new RowExecutorOptions { AttemptObserver = audit });

        await executor.ListAsync(1, Run.Inputs(1));

        Assert.Equal((Hash("no"), 400), (audit.Records[0].ResponseHash, audit.Records[0].StatusCode));
    }

    [Fact]
    public async Task An_attempt_without_a_reply_has_the_hash_of_its_request_only()
    {
        var audit = new Audit();
        var server = new RawServer(_ => "");
        await server.DisposeAsync();
        var transport = new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = server.Endpoint, Deployment = "d", ApiKey = "k" });
        await using var executor = new RowExecutor(transport, Run.Options(attempts: 1) with { AttemptObserver = audit });

        await executor.ListAsync(1, Run.Inputs(1));

        AttemptRecord record = Assert.Single(audit.Records);
        Assert.NotNull(record.RequestHash);
        Assert.Equal((null, null), (record.ResponseHash, record.StatusCode));
    }

    [Fact]
    public async Task Rows_of_different_runs_are_told_apart_by_their_numbers()
    {
        var audit = new Audit();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options() with { AttemptObserver = audit });

        await executor.ListAsync(1, Run.Inputs(2));
        await executor.AskAsync(EchoPlan.Of(1), new EchoInput(5), TestContext.Current.CancellationToken);

        Assert.Equal([(1L, 0L), (2L, 1L), (3L, 0L)], audit.Records.Select(record => (record.RowNumber, record.RowIndex)).Order());
    }

    [Fact]
    public async Task A_row_whose_audit_fails_is_not_answered()
    {
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options() with { AttemptObserver = new Audit { Fault = new InvalidOperationException("disk full") } });

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(1, Run.Inputs(1)));

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal(QueryErrorKind.RowCode, error.Kind);
        Assert.Equal("The attempt observer threw System.InvalidOperationException.", error.Message);
        Assert.Equal("disk full", error.Exception?.Message);
    }

    [Fact]
    public async Task An_audit_that_fails_in_the_middle_of_the_retries_fails_the_row_as_well()
    {
        var audit = new Audit { Fault = new InvalidOperationException("disk full"), FaultyAttempt = 1 };
        var transport = new FakeTransport(attempt => attempt.Number == 1 ? FakeTransport.Throttled() : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options() with { AttemptObserver = audit });

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(1, Run.Inputs(1)));

        Assert.Equal(QueryErrorKind.RowCode, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind);
        Assert.Single(audit.Records);
    }

    [Fact]
    public async Task What_cannot_be_audited_is_not_tried_again()
    {
        var transport = new FakeTransport(_ => FakeTransport.Throttled());
        await using var executor = new RowExecutor(transport, Run.Options() with { AttemptObserver = new Audit { Fault = new InvalidOperationException("disk full") } });

        await executor.ListAsync(1, Run.Inputs(1));

        Assert.Single(transport.Started);
    }

    [Fact]
    public async Task An_audit_that_fails_does_not_hide_a_cancellation()
    {
        var transport = new FakeTransport(FakeTransport.Silence);
        await using var executor = new RowExecutor(transport, Run.Options() with { AttemptObserver = new Audit { Fault = new InvalidOperationException("disk full") } });
        using var cancel = new CancellationTokenSource();
        Task<RowOutcome<EchoRow>> asked = executor.AskAsync(EchoPlan.Of(1), new EchoInput(1), cancel.Token);
        await transport.UntilInFlight(1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
    }

    [Fact]
    public async Task A_reply_that_breaks_off_is_hashed_as_far_as_it_was_read()
    {
        var audit = new Audit();
        await using var server = new RawServer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nx-request-id: req-8\r\nConnection: close\r\n\r\n{\"choices\"");
        var transport = new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = server.Endpoint, Deployment = "d", ApiKey = "k" });
        await using var executor = new RowExecutor(transport, Run.Options(attempts: 1) with { AttemptObserver = audit });

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(1, Run.Inputs(1)));

        AttemptRecord record = Assert.Single(audit.Records);
        Assert.Equal((200, "req-8", Hash("{\"choices\"")), (record.StatusCode, record.RequestId, record.ResponseHash));
        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal((QueryErrorKind.Connection, true, "req-8"), (error.Kind, error.IsTransient, error.RequestId));
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class Audit : IAttemptObserver
    {
        private readonly ConcurrentQueue<AttemptRecord> _records = new();

        public List<AttemptRecord> Records => [.. _records];

        public Exception? Fault { get; init; }

        public int? FaultyAttempt { get; init; }

        public void OnAttempt(AttemptRecord attempt)
        {
            _records.Enqueue(attempt);
            if (Fault is not null && (FaultyAttempt ?? attempt.Attempt) == attempt.Attempt)
            {
                throw Fault;
            }
        }
    }
}
