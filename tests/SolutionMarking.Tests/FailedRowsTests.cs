using System.Collections.Concurrent;
using System.Text.Json;
using Querent.Emulator;

namespace SolutionMarking.Tests;

public sealed class FailedRowsTests
{
    [Fact]
    public async Task A_mark_that_fails_fails_its_row_whole_and_no_verdict_is_asked_for()
    {
        var verdicts = new ConcurrentBag<string>();
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Faults = [FaultRule.When(request =>
                request.User.Contains("The bad one", StringComparison.Ordinal) && request.User.Contains("only: clarity", StringComparison.Ordinal)
                    ? EmulatorFault.ContentFilterPrompt()
                    : null)],
            Answer = request =>
            {
                if (request.User.Contains("Choose", StringComparison.Ordinal))
                {
                    verdicts.Add(request.User[..20]);
                }

                return null;
            },
        });
        using Sample sample = new Sample().On(model);
        string input = sample.Write("questions.jsonl", Sample.Line("1?", "P", "Q", "R", "S") + Sample.Line("2?", "P", "Q", "bad", "S") + Sample.Line("3?", "P", "Q", "R", "S"));

        Assert.Equal(1, await sample.RunAsync("--input", input));

        JsonElement[] lines = sample.Lines;
        Assert.Equal([false, true, false], lines.Select(line => line.TryGetProperty("_error", out _)));
        Assert.Equal([.. Sample.InputColumns, "_error"], lines[1].EnumerateObject().Select(column => column.Name));
        Assert.Equal("Marks[Large, Clarity]", lines[1].GetProperty("_error").GetProperty("query").GetString());
        Assert.Contains("Row 1, Marks[Large, Clarity]: ContentFiltered", sample.Output, StringComparison.Ordinal);
        Assert.Equal(["<question>1?</questi", "<question>3?</questi"], verdicts.Order());
    }

    [Fact]
    public async Task A_score_out_of_its_range_fails_the_row_with_the_place_and_the_rule()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new() { Answer = _ => new EmulatorAnswer("""{"rationale":"More than perfect.","score":11}""") });
        using Sample sample = new Sample().On(model);

        Assert.Equal(1, await sample.RunAsync("--rows", "1"));

        JsonElement error = sample.Lines.Single().GetProperty("_error");
        Assert.Equal("InvalidAnswer", error.GetProperty("kind").GetString());
        Assert.Equal("$.score", error.GetProperty("path").GetString());
        Assert.Equal("range", error.GetProperty("rule").GetString());
        Assert.DoesNotContain("Marks that agree", sample.Output, StringComparison.Ordinal);
    }
}
