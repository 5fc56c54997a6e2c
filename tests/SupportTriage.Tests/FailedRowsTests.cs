using System.Text.Json;
using Querent.Emulator;

namespace SupportTriage.Tests;

public sealed class FailedRowsTests
{
    private static readonly string[] Columns =
    [
        "text", "category",
        "triage_intent", "triage_urgency", "triage_confidence",
        "handover_mood", "handover_reason", "handover_needs_person",
        "reply",
    ];

    [Fact]
    public async Task A_failed_row_is_its_input_and_one_error_in_its_place_among_the_answered()
    {
        await using OpenAIEmulator model = await StartAsync(FaultRule.When(request =>
            request.User.Contains("stolen", StringComparison.Ordinal) && request.User.StartsWith("Draft", StringComparison.Ordinal)
                ? EmulatorFault.ContentFilterPrompt()
                : null));
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
        await using OpenAIEmulator model = await StartAsync(answer: request => request.User.StartsWith("Classify", StringComparison.Ordinal)
            ? new EmulatorAnswer("""{"intent":"card_arrival","urgency":"Normal","confidence":1.5}""")
            : null);
        using Sample sample = new Sample().On(model);

        Assert.Equal(1, await sample.RunAsync("--rows", "1"));

        JsonElement error = sample.Lines.Single().GetProperty("_error");
        Assert.Equal("InvalidAnswer", error.GetProperty("kind").GetString());
        Assert.Equal("$.confidence", error.GetProperty("path").GetString());
        Assert.Equal("range", error.GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Faults_everywhere_leave_every_line_whole_and_in_order()
    {
        await using OpenAIEmulator model = await StartAsync(
            FaultRule.Share(EmulatorFault.Throttle(TimeSpan.FromMilliseconds(1), RetryAfterForm.Milliseconds), 0.2),
            FaultRule.Share(EmulatorFault.Refusal(), 0.05, seed: 1),
            FaultRule.Share(EmulatorFault.ContentFilterOutput(), 0.05, seed: 2),
            FaultRule.Share(EmulatorFault.Truncated(), 0.05, seed: 3));
        using Sample sample = new Sample().On(model);

        Assert.Equal(1, await sample.RunAsync("--concurrency", "64"));

        JsonElement[] lines = sample.Lines;
        string excerpt = await File.ReadAllTextAsync(Sample.Excerpt, TestContext.Current.CancellationToken);
        Assert.Equal(PlainCsv.Read(excerpt).Skip(1).Take(200).Select(record => record[0]), lines.Select(line => line.GetProperty("text").GetString()!));
        Assert.All(lines, line => Assert.Equal(
            line.TryGetProperty("_error", out _) ? ["text", "category", "_error"] : Columns,
            line.EnumerateObject().Select(property => property.Name)));
        int failed = lines.Count(line => line.TryGetProperty("_error", out _));
        Assert.InRange(failed, 6, 199);
        Assert.Contains($"{200 - failed} answered, {failed} failed", sample.Output, StringComparison.Ordinal);
        Assert.Contains($"and {failed - 5} more", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_attempt_is_made_again_and_counted_with_its_tokens_unknown()
    {
        await using OpenAIEmulator model = await StartAsync(
            FaultRule.FirstAttempts(EmulatorFault.Throttle(TimeSpan.FromMilliseconds(1), RetryAfterForm.Milliseconds)));
        using Sample sample = new Sample().On(model);

        Assert.Equal(0, await sample.RunAsync("--rows", "10"));

        Assert.Contains("60, of which 30 were retries", sample.Output, StringComparison.Ordinal);
        Assert.Contains("and an unknown number (30 attempts)", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_fails_rows_with_what_to_do_and_without_the_key()
    {
        await using OpenAIEmulator model = await StartAsync();
        using Sample sample = new Sample().On(model).With("AZURE_OPENAI_API_KEY", "not-the-key");

        Assert.Equal(1, await sample.RunAsync("--rows", "2"));

        Assert.All(sample.Lines, line => Assert.Equal("Authentication", line.GetProperty("_error").GetProperty("kind").GetString()));
        Assert.DoesNotContain("not-the-key", sample.Output + sample.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_run_ends_at_once_and_leaves_the_rows_that_were_finished()
    {
        var never = new TaskCompletionSource();
        await using OpenAIEmulator model = await OpenAIEmulator.StartAsync(
            new EmulatorOptions { Hold = request => request.User.Contains("Second", StringComparison.Ordinal) ? never.Task : null },
            TestContext.Current.CancellationToken);
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

    private static Task<OpenAIEmulator> StartAsync(params FaultRule[] faults) => StartAsync(null, faults);

    private static Task<OpenAIEmulator> StartAsync(Func<EmulatorRequest, EmulatorAnswer?>? answer, params FaultRule[] faults)
        => OpenAIEmulator.StartAsync(new EmulatorOptions { Answer = answer, Faults = faults }, TestContext.Current.CancellationToken);
}
