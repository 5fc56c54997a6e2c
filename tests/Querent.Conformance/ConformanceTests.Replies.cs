using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Querent.Discretion;
using Querent.Emulator;

namespace Querent.Conformance;

// What a reply says beside its answer.
public abstract partial class ConformanceTests<TTransport>
{
    private static readonly string[] Found = ["hate: high, filtered", "violence: low", "jailbreak: detected"];

    [Theory]
    [InlineData(PromptFilterForm.InnerError)]
    [InlineData(PromptFilterForm.ContentFilters)]
    public async Task A_blocked_prompt_has_its_categories_with_their_severities(PromptFilterForm form)
    {
        QueryError error = await FailAsync(EmulatorFault.ContentFilterPrompt(form));

        Assert.Equal((QueryErrorKind.ContentFiltered, 400, "content_filter"), (error.Kind, error.StatusCode, error.Code));
        Assert.Equal(Found, error.FilterCategories.Select(category => category.ToString()));
        Assert.All(error.FilterCategories, category => Assert.Equal(ContentFilterSource.Prompt, category.Source));
        Assert.Contains("(hate: high)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blocked_answer_has_its_categories_with_their_severities_where_the_transport_sees_them()
    {
        QueryError error = await FailAsync(EmulatorFault.ContentFilterOutput());

        Assert.Equal(QueryErrorKind.ContentFiltered, error.Kind);
        Assert.Equal(
            TTransport.SeesWholeReply ? [new ContentFilterCategory("violence", "medium", true, ContentFilterSource.Answer)] : [],
            error.FilterCategories);
    }

    [Fact]
    public async Task What_the_filter_lets_pass_is_noted_where_the_transport_sees_it()
    {
        AttemptNotes? notes = await NotesAsync(EmulatorFault.FilterNotes());

        Assert.Equal(TTransport.SeesWholeReply, notes is not null);
        if (notes is not null)
        {
            Assert.False(notes.IsUnfiltered);
            Assert.Equal(
                ["Answer violence: low", "Answer protected_material_code: detected", "Prompt jailbreak: detected"],
                notes.FilterCategories.Select(category => $"{category.Source} {category}"));
        }
    }

    [Fact]
    public async Task An_answer_of_a_filter_that_is_down_is_one_and_noted_where_the_transport_sees_it()
        => Assert.Equal(TTransport.SeesWholeReply, await NotesAsync(EmulatorFault.FilterDown()) is { IsUnfiltered: true });

    [Fact]
    public async Task Where_the_filter_is_required_an_answer_of_one_that_is_down_fails_its_row_without_another_attempt()
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(EmulatorFault.FilterDown()), options: EchoRun.Options() with { RequireContentFilter = true });

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.Equal(TTransport.SeesWholeReply ? QueryErrorKind.FilterUnavailable : null, (outcome as FailedRow<EchoRow>)?.Failure.Error.Kind);
        Assert.All(outcome.Queries, query => Assert.InRange(query.Attempts.Length, 0, 1));
    }

    [Theory]
    [InlineData("byte-order-mark", true)]
    [InlineData("compressed", true)]
    [InlineData("falsely-compressed", false)]
    public async Task A_good_answer_in_an_odd_body_is_read_and_one_in_a_wrong_body_is_malformed(string name, bool isGood)
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(EmulatorFault.ByName[name]));

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        // Where another library reads the body, it takes the one for the other.
        Assert.Equal(isGood == TTransport.SeesWholeReply ? null : QueryErrorKind.Malformed, (outcome as FailedRow<EchoRow>)?.Failure.Error.Kind);
    }

    [Theory]
    [InlineData("429", QueryErrorKind.Throttled)]
    [InlineData("rate_limit_exceeded", QueryErrorKind.Throttled)]
    [InlineData("503", QueryErrorKind.ServerError)]
    [InlineData("context_length_exceeded", QueryErrorKind.TooLarge)]
    public async Task An_error_in_a_reply_of_status_200_is_told_by_its_code_where_the_transport_sees_it(string code, QueryErrorKind kind)
    {
        QueryError error = await FailAsync(EmulatorFault.ErrorInSuccess(code));

        Assert.Equal(TTransport.SeesWholeReply ? kind : QueryErrorKind.Malformed, error.Kind);
    }

    [Fact]
    public async Task Cached_and_reasoning_tokens_are_in_the_usage_of_a_query_and_in_the_totals()
    {
        await using EchoRun run = await StartAsync(options: EchoRun.Options(), answer: request => EchoRun.Echo(request) with
        {
            PromptTokens = 1500,
            CompletionTokens = 90,
            CachedTokens = 1024,
            ReasoningTokens = 64,
        });

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.All(outcome.Queries, query => Assert.Equal(new TokenUsage { InputTokens = 1500, OutputTokens = 90, CachedInputTokens = 1024, ReasoningTokens = 64 }, query.Usage));
        ExecutorStatistics statistics = run.Executor.GetStatistics();
        Assert.Equal((3 * 1500, 3 * 90, 3 * 1024, 3 * 64, 0), (statistics.InputTokens, statistics.OutputTokens, statistics.CachedInputTokens, statistics.ReasoningTokens, statistics.AttemptsOfUnknownUsage));
    }

    [Fact]
    public async Task Usage_without_its_details_leaves_them_unknown()
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(EmulatorFault.PartialUsage()));

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.All(outcome.Queries, query => Assert.Equal((true, null, null), (query.Usage.TotalTokens > 0, query.Usage.CachedInputTokens, query.Usage.ReasoningTokens)));
    }

    [Fact]
    public async Task A_deprecation_is_logged_once_and_in_every_record_of_the_audit_without_its_text_where_the_transport_sees_it()
    {
        var audit = new Audit();
        var log = new NoticeCount();
        await using EchoRun run = await StartAsync(
            FaultRule.FirstAttempts(EmulatorFault.Throttle()),
            options: EchoRun.Options() with { AttemptObserver = audit, LoggerFactory = log },
            replyHeaders: new() { ["Sunset"] = "Sun, 31 Jan 2027 00:00:00 GMT", ["Warning"] = $"299 - \"{Canaries.Prompt} {Canaries.Answer}, see https://example.org/a?{Canaries.Key}\"" });

        await run.ListAsync(5);

        Assert.Equal(TTransport.SeesWholeReply ? 2 : 0, log.Count);
        Assert.Equal(30, audit.Records.Count);
        Assert.All(audit.Records, record => Assert.Equal(TTransport.SeesWholeReply ? ["Sunset", "Warning"] : [], record.Report.Notes?.Notices.Select(notice => notice.Source) ?? []));
        Assert.All(audit.Records, record => DiscretionWatch.Suite.Look("an attempt's notes", string.Join(' ', record.Report.Notes?.Notices.Select(notice => notice.ToString()) ?? [])));
    }

    [Fact]
    public async Task The_text_of_a_refusal_is_nowhere_but_on_the_wire()
    {
        await using EchoRun run = await StartAsync(answer: _ => new EmulatorAnswer(null) { Refusal = $"I will not say {Canaries.Answer}, nor {Canaries.Prompt}." });

        // The watch over the suite looks at the outcome's text, the logs, the exceptions and the activities.
        Assert.Equal(QueryErrorKind.Refused, Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure.Error.Kind);
    }

    private static async Task<QueryError> FailAsync(EmulatorFault fault)
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(fault), options: EchoRun.Options(attempts: 1));
        return Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure.Error;
    }

    private static async Task<AttemptNotes?> NotesAsync(EmulatorFault fault)
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(fault));
        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));
        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        return Assert.Single(outcome.Queries[0].Attempts).Notes;
    }

    /// <summary>Counts notices, and lets the suite's watch look at everything.</summary>
    private sealed class NoticeCount : ILoggerFactory, ILogger
    {
        private readonly ConcurrentBag<EventId> _notices = [];

        public int Count => _notices.Count;

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            DiscretionWatch.Suite.Look("a log", formatter(state, exception));
            if (eventId.Id == 1400)
            {
                _notices.Add(eventId);
            }
        }

        public void Dispose()
        {
        }
    }
}
