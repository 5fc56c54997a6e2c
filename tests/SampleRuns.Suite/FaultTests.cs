using System.Text.Json;
using Querent.Emulator;

namespace SampleRuns.Suite;

public sealed class FaultTests
{
    [Fact]
    public async Task Faults_everywhere_leave_every_line_whole_and_in_order()
    {
        double share = 0.15 / Sample.QueriesARow;   // of each, so that about a third of the rows fail
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Faults =
            [
                FaultRule.Share(EmulatorFault.Throttle(TimeSpan.FromMilliseconds(1), RetryAfterForm.Milliseconds), 0.2),
                FaultRule.Share(EmulatorFault.Refusal(), share, seed: 1),
                FaultRule.Share(EmulatorFault.ContentFilterOutput(), share, seed: 2),
                FaultRule.Share(EmulatorFault.Truncated(), share, seed: 3),
            ],
        });
        using Sample sample = new Sample().On(model);

        Assert.Equal(1, await sample.RunAsync("--concurrency", "64"));

        JsonElement[] lines = sample.Lines;
        Assert.Equal(Sample.FirstColumn.Take(lines.Length), lines.Select(line => line.GetProperty(Sample.InputColumns[0]).GetString()!));
        Assert.All(lines, line => Assert.Equal(
            line.TryGetProperty("_error", out _) ? [.. Sample.InputColumns, "_error"] : Sample.Columns,
            line.EnumerateObject().Select(property => property.Name)));
        int failed = lines.Count(line => line.TryGetProperty("_error", out _));
        Assert.InRange(failed, 6, lines.Length - 1);
        Assert.Contains($"{lines.Length - failed} answered, {failed} failed", sample.Output, StringComparison.Ordinal);
        Assert.Contains($"and {failed - 5} more", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_throttled_attempt_is_made_again_and_counted_with_its_tokens_unknown()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Faults =
            [
                FaultRule.FirstAttempts(EmulatorFault.Throttle(TimeSpan.FromMilliseconds(1), RetryAfterForm.Milliseconds)),
            ],
        });
        using Sample sample = new Sample().On(model);

        Assert.Equal(0, await sample.RunAsync("--rows", "10"));

        Assert.Contains($"{20 * Sample.QueriesARow}, of which {10 * Sample.QueriesARow} were retries", sample.Output, StringComparison.Ordinal);
        Assert.Contains($"and an unknown number ({10 * Sample.QueriesARow} attempts)", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_fails_rows_with_what_to_do_and_without_the_key()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new());
        using Sample sample = new Sample().On(model).With("AZURE_OPENAI_API_KEY", "not-the-key");

        Assert.Equal(1, await sample.RunAsync("--rows", "2"));

        Assert.All(sample.Lines, line => Assert.Equal("Authentication", line.GetProperty("_error").GetProperty("kind").GetString()));
        Assert.DoesNotContain("not-the-key", sample.Output + sample.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_stops_the_run_after_a_few_rows_and_says_where()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new());
        using Sample sample = new Sample().On(model).With("AZURE_OPENAI_API_KEY", "not-the-key");

        Assert.Equal(1, await sample.RunAsync("--concurrency", "1"));

        Assert.InRange(sample.Lines.Length, 10, 20);
        Assert.Contains($"from index {sample.Lines.Length} on were not asked", sample.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-key", sample.Output + sample.Error, StringComparison.Ordinal);
    }
}
