using System.Text;
using Microsoft.Extensions.Logging;

namespace Querent.Tests.Telemetry;

public class NoticeTests
{
    private static readonly ProviderNotice Sunset = new(ProviderNoticeKind.Sunset, "Sunset") { Date = new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero) };

    [Fact]
    public async Task A_notice_is_logged_once_an_executor_however_many_replies_bring_it()
    {
        var log = new Log();
        var transport = new FakeTransport(async attempt => await FakeTransport.Answer(attempt) with { Notices = [Sunset, new(ProviderNoticeKind.Warning, "Warning") { Link = new Uri("https://example.org/why") }] });
        await using var executor = new RowExecutor(transport, Run.Options() with { LoggerFactory = log });

        await executor.ListAsync(2, Run.Inputs(20));
        await executor.ListAsync(2, Run.Inputs(20));

        LogEvent[] told = [.. log.Events.Where(entry => entry.Id.Id == 1400)];
        Assert.Equal(2, told.Length);
        Assert.All(told, entry => Assert.Equal(LogLevel.Warning, entry.Level));
        Assert.Contains(told, entry => entry.Text.StartsWith("The endpoint gives notice of a Sunset, in Sunset.", StringComparison.Ordinal) && entry.Text.Contains("date=2027-01-31 00:00:00Z", StringComparison.Ordinal));
        Assert.Contains(told, entry => entry.Text.Contains("link=https://example.org/why", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notice_that_came_with_an_error_is_logged_and_in_the_report_of_its_attempt()
    {
        var log = new Log();
        var transport = new FakeTransport(async attempt => attempt.Number == 1 ? await FakeTransport.Throttled(TimeSpan.FromHours(1)) with { Notices = [Sunset] } : await FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options() with { LoggerFactory = log });

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(1, Run.Inputs(1)));

        // The wait is beyond the cap, so the error is another by now.
        Assert.Equal([Sunset], Assert.Single(Assert.Single(outcome.Queries).Attempts).Notes!.Notices);
        Assert.Single(log.Events, entry => entry.Id.Id == 1400);
    }

    [Fact]
    public async Task What_a_filter_noted_and_that_it_was_down_is_in_the_report_of_an_answer()
    {
        var category = new ContentFilterCategory("violence", "low", false, ContentFilterSource.Answer);
        await using var executor = new RowExecutor(new FakeTransport(_ => Noted(category)), Run.Options());

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(1, Run.Inputs(1)));

        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        AttemptNotes notes = Assert.Single(Assert.Single(outcome.Queries).Attempts).Notes!;
        Assert.True(notes.IsUnfiltered);
        Assert.Equal([category], notes.FilterCategories);
    }

    [Fact]
    public async Task Where_the_filter_is_required_an_answer_that_it_did_not_see_fails_its_row_at_the_first_attempt()
    {
        await using var executor = new RowExecutor(new FakeTransport(_ => Noted()), Run.Options() with { RequireContentFilter = true });

        RowOutcome<EchoRow> outcome = Assert.Single(await executor.ListAsync(1, Run.Inputs(1)));

        Assert.Equal(QueryErrorKind.FilterUnavailable, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind);
        AttemptReport attempt = Assert.Single(Assert.Single(outcome.Queries).Attempts);
        Assert.Equal((10, true), (attempt.Usage.InputTokens, attempt.Notes!.IsUnfiltered));
    }

    [Fact]
    public async Task An_attempt_without_notes_has_none()
    {
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options());

        Assert.Null(Assert.Single(Assert.Single(await executor.ListAsync(1, Run.Inputs(1))).Queries[0].Attempts).Notes);
    }

    [Fact]
    public async Task Cached_and_reasoning_tokens_are_in_the_totals()
    {
        await using var executor = new RowExecutor(new FakeTransport(_ => Noted()), Run.Options());

        await executor.ListAsync(1, Run.Inputs(3));

        ExecutorStatistics statistics = executor.GetStatistics();
        Assert.Equal((30, 15, 12, 6), (statistics.InputTokens, statistics.OutputTokens, statistics.CachedInputTokens, statistics.ReasoningTokens));
    }

    private static ValueTask<CompletionResult> Noted(params ContentFilterCategory[] categories)
    {
        var reply = new CompletionReply
        {
            FinishReason = FinishReason.Stop,
            IsUnfiltered = true,
            FilterCategories = [.. categories],
            Usage = new TokenUsage { InputTokens = 10, OutputTokens = 5, CachedInputTokens = 4, ReasoningTokens = 2 },
        };
        reply.SetContent(Encoding.UTF8.GetBytes("""{"answer":"a"}"""));
        return new(new CompletionResult(reply));
    }
}
