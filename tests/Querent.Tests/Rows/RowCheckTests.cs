using System.ComponentModel.DataAnnotations;

namespace Querent.Tests.Rows;

/// <summary>A row that checks itself once all of its answers are in.</summary>
public class RowCheckTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_that_its_own_check_refuses_is_one_failure_whose_text_stays_out_of_every_message()
    {
        await using var executor = new RowExecutor(new FakeTransport());
        EchoInput[] inputs = [new(0), new(1) { Check = row => [ValidationResult.Success!, new ValidationResult(row.Answers[0], ["Q1"])] }, new(2) { Check = row => null! }];

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(2, inputs);

        RowFailure failure = Assert.Single(outcomes.OfType<FailedRow<EchoRow>>()).Failure;
        Assert.Equal((QueryErrorKind.InvalidAnswer, "check", "The finished row's own check refused it for its 'Q1'."), (failure.Error.Kind, failure.Error.Rule, failure.Error.Message));
        Assert.Equal(EchoPlan.Answer(1, 0), failure.Error.CheckMessage);
        Assert.Null(failure.FirstQuery);
        Assert.Empty(failure.FailedQueries);
        Assert.Equal((2, 2), (failure.AnsweredCount, failure.QueryCount));
        Assert.Equal([0L, 2L], outcomes.OfType<AnsweredRow<EchoRow>>().Select(row => row.Index));
        Assert.DoesNotContain(EchoPlan.Answer(1, 0), failure.ToString() + failure.Error + System.Text.Json.JsonSerializer.Serialize(failure.Error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_no_querys_is_kept_out_of_the_message()
    {
        await using var executor = new RowExecutor(new FakeTransport());

        RowOutcome<EchoRow> outcome = await executor.AskAsync(EchoPlan.Of(1), new EchoInput(7) { Check = row => [new ValidationResult("no", [row.Answers[0], "Q"])] }, Token);

        Assert.Equal("The finished row's own check refused it.", Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error.Message);
    }

    [Fact]
    public async Task A_check_that_throws_fails_its_row_and_no_other()
    {
        await using var executor = new RowExecutor(new FakeTransport());
        EchoInput[] inputs = [new(0) { Check = _ => throw new ValidationException("of the check") }, new(1)];

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(1, inputs);

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcomes[0]).Failure.Error;
        Assert.Equal(QueryErrorKind.RowCode, error.Kind);
        Assert.IsType<ValidationException>(error.Exception);
        Assert.DoesNotContain("of the check", error.Message, StringComparison.Ordinal);
        Assert.IsType<AnsweredRow<EchoRow>>(outcomes[1]);
    }
}
