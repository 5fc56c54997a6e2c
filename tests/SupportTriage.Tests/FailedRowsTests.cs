using System.Text.Json;
using Querent.Emulator;

namespace SupportTriage.Tests;

public sealed class FailedRowsTests
{
    [Fact]
    public async Task A_failed_row_is_its_input_and_one_error_in_its_place_among_the_answered()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Faults = [FaultRule.When(request =>
                request.User.Contains("stolen", StringComparison.Ordinal) && request.User.StartsWith("Draft", StringComparison.Ordinal)
                    ? EmulatorFault.ContentFilterPrompt()
                    : null)],
        });
        using Sample sample = new Sample().On(model);
        string input = sample.Write("tickets.csv", "text,category\nWhere is it?,card_arrival\nMy card was stolen.,lost_or_stolen_card\nThanks,\n");

        Assert.Equal(1, await sample.RunAsync("--input", input));

        JsonElement[] lines = sample.Lines;
        Assert.Equal(3, lines.Length);
        Assert.Equal([false, true, false], lines.Select(line => line.TryGetProperty("_error", out _)));
        Assert.Equal(["text", "category", "_error"], lines[1].EnumerateObject().Select(property => property.Name));
        Assert.Equal("My card was stolen.", lines[1].GetProperty("text").GetString());
        JsonElement error = lines[1].GetProperty("_error");
        Assert.Equal("Reply", error.GetProperty("query").GetString());
        Assert.Equal("ContentFiltered", error.GetProperty("kind").GetString());
        Assert.Equal(400, error.GetProperty("status").GetInt32());
        Assert.Contains("2 answered, 1 failed", sample.Output, StringComparison.Ordinal);
        Assert.Contains("Row 1, Reply: ContentFiltered", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_outside_its_schema_fails_the_row_with_the_place_and_the_rule()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Answer = request => request.User.StartsWith("Classify", StringComparison.Ordinal)
                ? new EmulatorAnswer("""{"intent":"card_arrival","urgency":"Normal","confidence":1.5}""")
                : null,
        });
        using Sample sample = new Sample().On(model);

        Assert.Equal(1, await sample.RunAsync("--rows", "1"));

        JsonElement error = sample.Lines.Single().GetProperty("_error");
        Assert.Equal("InvalidAnswer", error.GetProperty("kind").GetString());
        Assert.Equal("$.confidence", error.GetProperty("path").GetString());
        Assert.Equal("range", error.GetProperty("rule").GetString());
    }

    [Fact]
    public async Task A_cancelled_run_ends_at_once_and_leaves_the_rows_that_were_finished()
    {
        var never = new TaskCompletionSource();
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Hold = request => request.User.Contains("Second", StringComparison.Ordinal) ? never.Task : null,
        });
        using Sample sample = new Sample().On(model);
        string input = sample.Write("tickets.csv", "text\nFirst\nSecond\n");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

        Task<int> run = sample.RunUntilAsync(["--input", input], stop.Token);
        await model.WaitForAttemptsAsync(6, TestContext.Current.CancellationToken);
        await model.WaitForInFlightAsync(3, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        Assert.Equal(130, await run);
        Assert.All(sample.Lines, line => Assert.Equal("First", line.GetProperty("text").GetString()));
        Assert.Contains("Stopped", sample.Error, StringComparison.Ordinal);
        never.SetResult();
    }
}
