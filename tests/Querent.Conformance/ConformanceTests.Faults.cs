using Querent.Emulator;

namespace Querent.Conformance;

public abstract partial class ConformanceTests<TTransport>
{
    /// <summary>What each fault of the wire, on every attempt of one row, comes to: the error, and how often the row's queries were tried.</summary>
    public static TheoryData<string, QueryErrorKind, bool> Faults => new()
    {
        { "status-400", QueryErrorKind.Rejected, false },
        { "status-401", QueryErrorKind.Authentication, false },
        { "status-403", QueryErrorKind.Authentication, false },
        { "status-404", QueryErrorKind.NotFound, false },
        { "status-422", QueryErrorKind.Rejected, false },
        { "status-500", QueryErrorKind.ServerError, true },
        { "status-502", QueryErrorKind.ServerError, true },
        { "status-503", QueryErrorKind.ServerError, true },
        { "status-504", QueryErrorKind.ServerError, true },
        { "status-529", QueryErrorKind.ServerError, true },
        { "throttle", QueryErrorKind.Throttled, true },
        { "content-filter-prompt", QueryErrorKind.ContentFiltered, false },
        { "content-filter-prompt-new", QueryErrorKind.ContentFiltered, false },
        { "content-filter-prompt-bare", QueryErrorKind.ContentFiltered, false },
        { "content-filter-output", QueryErrorKind.ContentFiltered, false },
        { "content-filter-output-partial", QueryErrorKind.ContentFiltered, false },
        { "refusal", QueryErrorKind.Refused, false },
        { "truncated", QueryErrorKind.Truncated, false },
        { "reasoning-cut", QueryErrorKind.Truncated, false },
        { "context-too-long", QueryErrorKind.TooLarge, false },
        { "not-json-200", QueryErrorKind.Malformed, false },
        { "not-json-502", QueryErrorKind.ServerError, true },
        { "answer-not-json", QueryErrorKind.InvalidAnswer, false },
        { "answer-wrong", QueryErrorKind.InvalidAnswer, false },
        { "cut-body", QueryErrorKind.Connection, true },
        { "cut-body-closed", QueryErrorKind.Connection, true },
        { "reset", QueryErrorKind.Connection, true },
        { "empty-choices", QueryErrorKind.Malformed, false },
        { "no-content", QueryErrorKind.Malformed, false },
        { "content-absent", QueryErrorKind.Malformed, false },
        { "html-403", QueryErrorKind.Authentication, false },
        { "huge-error", QueryErrorKind.Rejected, false },
        { "empty-error", QueryErrorKind.ServerError, true },
        { "empty-body", QueryErrorKind.Malformed, false },
        { "error-in-success", QueryErrorKind.Malformed, false },
        { "two-documents", QueryErrorKind.Malformed, false },
        { "unknown-finish-reason", QueryErrorKind.Malformed, false },
        { "tool-calls", QueryErrorKind.Malformed, false },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_fails_its_row_with_its_kind_and_the_other_rows_go_on(string name, QueryErrorKind kind, bool isTransient)
    {
        const int attempts = 3;
        EmulatorFault fault = Fault(name);
        await using EchoRun run = await StartAsync(
            FaultRule.When(request => EchoRun.RowOf(request) == 2 ? fault : null),
            options: EchoRun.Options(concurrency: 1, attempts));

        List<RowOutcome<EchoRow>> outcomes = await run.ListAsync(5);

        Assert.Equal([0, 1, 3, 4], outcomes.OfType<AnsweredRow<EchoRow>>().Select(outcome => outcome.Index));
        FailedRow<EchoRow> failed = Assert.Single(outcomes.OfType<FailedRow<EchoRow>>());
        Assert.Equal((2L, kind, isTransient), (failed.Index, failed.Failure.Error.Kind, failed.Failure.Error.IsTransient));
        Assert.NotNull(failed.Failure.FirstQuery);
        Assert.Equal(isTransient ? attempts : 1, failed.Queries.Max(query => query.Attempts.Length));
        run.AssertTheWireAgrees(outcomes);
    }

    public static IEnumerable<TheoryDataRow<string, QueryErrorKind>> TransientFaults
        => Faults.Where(fault => fault.Data.Item3).Select(fault => new TheoryDataRow<string, QueryErrorKind>(fault.Data.Item1, fault.Data.Item2));

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task A_transient_fault_of_the_first_attempt_costs_another_attempt_and_no_row(string name, QueryErrorKind kind)
    {
        await using EchoRun run = await StartAsync(FaultRule.FirstAttempts(Fault(name)));

        List<RowOutcome<EchoRow>> outcomes = await run.ListAsync(10);

        Assert.All(outcomes, outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Assert.All(outcomes, outcome => Assert.All(outcome.Queries, query => Assert.Equal([kind, null], query.Attempts.Select(attempt => attempt.Error?.Kind))));
        Assert.Equal(60, run.Emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task A_wrong_key_fails_every_row_and_says_what_to_check_without_the_key()
    {
        await using EchoRun run = await StartAsync(change: target => target with { ApiKey = "wrong-key" });

        List<RowOutcome<EchoRow>> outcomes = await run.ListAsync(3);

        Assert.All(outcomes, outcome =>
        {
            RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure;
            Assert.Equal(QueryErrorKind.Authentication, failure.Error.Kind);
            Assert.Contains("Check the key", failure.Error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("wrong-key", failure.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_deployment_that_is_not_there_fails_every_row_and_says_what_to_check()
    {
        await using EchoRun run = await StartAsync(change: target => target with { Deployment = "nowhere" });

        RowFailure failure = Assert.IsType<FailedRow<EchoRow>>(Assert.Single(await run.ListAsync(1))).Failure;

        Assert.Equal((QueryErrorKind.NotFound, "DeploymentNotFound"), (failure.Error.Kind, failure.Error.Code));
        Assert.Contains("deployment", failure.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dead_endpoint_fails_every_row_after_its_attempts()
    {
        EchoRun run = await StartAsync(options: EchoRun.Options(attempts: 2));
        await run.Emulator.DisposeAsync();

        List<RowOutcome<EchoRow>> outcomes = await run.ListAsync(3);
        await run.Executor.DisposeAsync();

        Assert.All(outcomes, outcome =>
        {
            Assert.Equal(QueryErrorKind.Connection, Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Kind);
            Assert.Contains(outcome.Queries, query => query.Attempts.Length == 2);
        });
    }

    [Fact]
    public async Task A_reply_without_usage_leaves_it_unknown()
    {
        await using EchoRun run = await StartAsync(FaultRule.Always(EmulatorFault.NoUsage()));

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.IsType<AnsweredRow<EchoRow>>(outcome);
        Assert.All(outcome.Queries, query => Assert.Equal(default, query.Usage));
    }

    private static EmulatorFault Fault(string name) => name switch
    {
        ['s', 't', 'a', 't', 'u', 's', '-', .. string code] => EmulatorFault.Status(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture)),
        "throttle" => EmulatorFault.Throttle(),
        "content-filter-prompt" => EmulatorFault.ContentFilterPrompt(),
        "content-filter-prompt-new" => EmulatorFault.ContentFilterPrompt(PromptFilterForm.ContentFilters),
        "content-filter-prompt-bare" => EmulatorFault.ContentFilterPrompt(PromptFilterForm.Bare),
        "content-filter-output" => EmulatorFault.ContentFilterOutput(),
        "content-filter-output-partial" => EmulatorFault.ContentFilterOutput(partial: true),
        "refusal" => EmulatorFault.Refusal(),
        "truncated" => EmulatorFault.Truncated(),
        "reasoning-cut" => EmulatorFault.ReasoningCut(),
        "context-too-long" => EmulatorFault.ContextTooLong(),
        "not-json-200" => EmulatorFault.NotJson(200),
        "not-json-502" => EmulatorFault.NotJson(502),
        "answer-not-json" => EmulatorFault.AnswerNotJson(),
        "answer-wrong" => EmulatorFault.AnswerWrong(),
        "cut-body" => EmulatorFault.CutBody(),
        "cut-body-closed" => EmulatorFault.CutBody(reset: false),
        "reset" => EmulatorFault.ResetBeforeResponse(),
        "empty-choices" => EmulatorFault.EmptyChoices(),
        "no-content" => EmulatorFault.NoContent(),
        "content-absent" => EmulatorFault.NoContent(absent: true),
        "html-403" => EmulatorFault.NotJson(403),
        "huge-error" => EmulatorFault.Status(400, $$$"""{"error":{"code":"bad","message":"{{{new string('x', 1_000_000)}}}"}}"""),
        "empty-error" => EmulatorFault.Status(502, ""),
        "empty-body" => EmulatorFault.EmptyBody(),
        "error-in-success" => EmulatorFault.ErrorInSuccess("something_new"),
        "two-documents" => EmulatorFault.TwoDocuments(),
        "unknown-finish-reason" => EmulatorFault.UnknownFinishReason(),
        "tool-calls" => EmulatorFault.ToolCalls(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
