using System.Diagnostics.Metrics;
using System.Text;

namespace Querent.Tests.Queries.Storing;

public sealed class StoredAnswerTests : IAsyncDisposable
{
    private readonly FakeStore _store = new();
    private readonly FakeTransport _transport = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AnswerStoreOptions Options => new(_store);

    [Fact]
    public async Task What_one_executor_has_asked_another_finds()
    {
        RowOutcome<EchoRow> first = await Asked.OnceAsync(_transport, Options, Asked.Cold(3));
        await using RowExecutor executor = Asked.Executor(_transport, Options);

        RowOutcome<EchoRow> second = await executor.AskAsync(Asked.Cold(3), new EchoInput(1), Token);

        Run.AssertAtomic(first, 3);
        Run.AssertAtomic(second, 3);
        Assert.Equal(3, _transport.Started.Count);
        Assert.All(first.Queries, query => Assert.False(query.IsStored));
        Assert.All(second.Queries, query => Assert.True(query.IsStored));
        Assert.False(second.IsRestored);
    }

    [Fact]
    public async Task A_report_of_a_stored_answer_tells_its_age_and_model_and_of_no_attempt()
    {
        var clock = new TestClock();
        await Asked.OnceAsync(_transport, Options, options: Run.Options(clock: clock));
        DateTimeOffset then = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromHours(3));

        QueryReport report = (await Asked.OnceAsync(_transport, Options, options: Run.Options(clock: clock))).Queries[0];

        Assert.Equal((then, "fake", QueryStatus.Answered, false), (report.StoredAt, report.Model, report.Status, report.IsShared));
        Assert.Empty(report.Attempts);
        Assert.Equal((0, TimeSpan.Zero), (report.Usage.TotalTokens, report.Latency));
    }

    [Fact]
    public async Task Stored_answers_are_counted_as_answers_and_not_as_attempts()
    {
        await Asked.OnceAsync(_transport, Options, Asked.Cold(2));
        await using RowExecutor executor = Asked.Executor(_transport, Options);

        await executor.AskAsync(Asked.Cold(2), new EchoInput(1), Token);
        await executor.AskAsync(Asked.Cold(2), new EchoInput(2), Token);

        ExecutorStatistics now = executor.GetStatistics();
        Assert.Equal((2L, 4L, 2L, 0L), (now.QueriesStored, now.QueriesAnswered, now.AttemptsStarted, now.QueriesShared));
        Assert.Equal((0, 0), (now.InFlight, now.Waiting));
    }

    [Fact]
    public async Task The_meter_counts_them_by_executor()
    {
        await Asked.OnceAsync(_transport, Options, Asked.Cold(2));
        long seen = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "querent.queries.stored")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => seen += tags.ToArray().Contains(new("querent.executor", "stored")) ? count : 0);
        listener.Start();
        await using RowExecutor executor = Asked.Executor(_transport, Options, Run.Options() with { Name = "stored" });

        await executor.AskAsync(Asked.Cold(2), new EchoInput(1), Token);
        listener.RecordObservableInstruments();

        Assert.Equal(2, seen);
    }

    [Theory]
    [InlineData(0.0, false, 1)]
    [InlineData(0.7, false, 2)]
    [InlineData(null, false, 2)]
    [InlineData(0.7, true, 1)]
    [InlineData(null, true, 1)]
    public async Task Sampled_answers_are_stored_only_when_asked_for(double? temperature, bool includeSampled, int calls)
    {
        AnswerStoreOptions options = Options with { IncludeSampled = includeSampled };
        await Asked.OnceAsync(_transport, options, Asked.At(temperature));

        RowOutcome<EchoRow> second = await Asked.OnceAsync(_transport, options, Asked.At(temperature));

        Run.AssertAtomic(second, 1);
        Assert.Equal(calls, _transport.Started.Count);
        Assert.Equal(calls == 1 ? (2, 1) : (0, 0), (_store.Finds, _store.Kept.Count));
    }

    [Fact]
    public async Task An_answer_is_used_until_it_is_as_old_as_it_may_be()
    {
        var clock = new TestClock();
        AnswerStoreOptions options = Options with { MaxAge = TimeSpan.FromHours(1) };
        await Asked.OnceAsync(_transport, options, options: Run.Options(clock: clock));
        Assert.Equal(TimeSpan.FromHours(1), Assert.Single(_store.Kept).MaxAge);

        clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await Asked.OnceAsync(_transport, options, options: Run.Options(clock: clock))).Queries[0].IsStored);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.False((await Asked.OnceAsync(_transport, options, options: Run.Options(clock: clock))).Queries[0].IsStored);

        Assert.Equal(2, _transport.Started.Count);
        Assert.True((await Asked.OnceAsync(_transport, options, options: Run.Options(clock: clock))).Queries[0].IsStored);   // the new one took its place
    }

    [Theory]
    [InlineData("")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"answer":7}""")]
    public async Task A_stored_answer_that_no_longer_reads_is_asked_anew_and_replaced(string content)
    {
        await Asked.OnceAsync(_transport, Options);
        string fingerprint = Assert.Single(_store.Answers).Key;
        _store.Answers[fingerprint] = new StoredAnswer(Encoding.UTF8.GetBytes(content), DateTimeOffset.UnixEpoch);

        RowOutcome<EchoRow> second = await Asked.OnceAsync(_transport, Options);

        Run.AssertAtomic(second, 1);
        Assert.Equal((false, 1), (second.Queries[0].IsStored, second.Queries[0].Attempts.Length));
        Assert.True((await Asked.OnceAsync(_transport, Options)).Queries[0].IsStored);
        Assert.Equal(2, _transport.Started.Count);
    }

    [Fact]
    public async Task Only_what_is_an_answer_is_kept()
    {
        var transport = new FakeTransport(attempt => attempt.Number switch
        {
            1 => FakeTransport.Reply("no JSON"),
            2 => FakeTransport.Reply("""{"answer":"cut"}""", FinishReason.Length),
            3 => FakeTransport.Rejected(),
            4 => Unfiltered(attempt),
            _ => FakeTransport.Answer(attempt),
        });
        for (int attempt = 1; attempt <= 4; attempt++)
        {
            await Asked.OnceAsync(transport, Options);
            Assert.Empty(_store.Kept);
        }

        await Asked.OnceAsync(transport, Options);

        Assert.Single(_store.Kept);

        static ValueTask<CompletionResult> Unfiltered(FakeAttempt attempt)
        {
            var reply = new CompletionReply { FinishReason = FinishReason.Stop, IsUnfiltered = true };
            reply.SetContent(Encoding.UTF8.GetBytes($$"""{"answer":"{{EchoPlan.Answer(attempt.Row, attempt.Query)}}"}"""));
            return new(new CompletionResult(reply));
        }
    }

    [Fact]
    public async Task Another_model_parameter_or_prompt_is_another_request()
    {
        var other = new NamedTransport("other");
        await Asked.OnceAsync(_transport, Options);
        await using var executor = new RowExecutor(other, Run.Options() with { AnswerStore = Options });
        RowPlan<EchoRow> longer = EchoPlan.Of(1, new EchoNeed(0) { MaxOutputTokens = 9, Options = new CompletionOptions { Temperature = 0 } });

        Assert.False((await executor.AskAsync(Asked.Cold(), new EchoInput(1), Token)).Queries[0].IsStored);
        Assert.False((await Asked.OnceAsync(_transport, Options, longer)).Queries[0].IsStored);
        Assert.False((await Asked.OnceAsync(_transport, Options, row: 2)).Queries[0].IsStored);
        Assert.Equal(4, _store.Answers.Count);
    }

    [Fact]
    public async Task Nothing_of_prompt_or_answer_is_in_the_key_or_in_the_text_of_an_entry()
    {
        await Asked.OnceAsync(_transport, Options);

        (string key, StoredAnswer entry) = Assert.Single(_store.Answers);
        Assert.Equal(64, key.Length);
        Assert.DoesNotContain("canary", entry.ToString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    /// <summary>The same answers under another model's name.</summary>
    private sealed class NamedTransport(string name) : ICompletionTransport
    {
        private readonly FakeTransport _transport = new();

        public string ModelIdentity => name;

        public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken) => _transport.SendAsync(request, cancellationToken);

        public ValueTask DisposeAsync() => _transport.DisposeAsync();
    }
}
