namespace Querent.Testing.Tests;

[QueryRow(System = "You are kind.")]
public partial record Letter
{
    public required string Text { get; init; }

    [Query("Sum up: {{ Text }}")]
    public required string Summary { get; init; }
}

public class PromptTokenizerTests
{
    [Theory]
    [InlineData("gpt-4o", "hello world", 2)]
    [InlineData("gpt-4", "hello world", 2)]
    [InlineData("gpt-4o", "", 0)]
    [InlineData("gpt-4", "tiktoken is great!", 6)]   // OpenAI's own example
    [InlineData("gpt-4o", "tiktoken is great!", 6)]
    [InlineData("gpt-4o", "שלום עולם", 2)]           // the newer table knows more languages
    [InlineData("gpt-4", "שלום עולם", 10)]
    public void A_text_has_the_tokens_that_its_model_sees(string model, string text, int tokens)
        => Assert.Equal(tokens, PromptTokenizer.ForModel(model).Count(text));

    [Fact]
    public void A_prompts_tokens_are_those_of_both_messages()
    {
        var tokenizer = PromptTokenizer.ForModel("gpt-4o");

        Assert.Equal(
            tokenizer.Count("You are kind.") + tokenizer.Count("Sum up: a & b"),
            tokenizer.Count(Letter.Prompts.Summary.Render(new Letter.Input { Text = "a & b" })));
    }

    [Fact]
    public async Task A_run_counts_its_prompts_by_it_before_they_are_sent()
    {
        var input = new Letter.Input { Text = "שלום עולם 12345" };
        PromptTokenizer tokenizer = PromptTokenizer.ForModel("gpt-4o");
        int tokens = tokenizer.Count(Letter.Prompts.Summary.Render(input));
        await using var executor = new RowExecutor(new Unasked(), new() { QuotaPacing = new() { TokensPerMinute = tokens - 1, TokenCounter = tokenizer } });

        RowOutcome<Letter> outcome = await executor.AskAsync(input, TestContext.Current.CancellationToken);

        QueryError error = Assert.IsType<FailedRow<Letter>>(outcome).Failure.Error;
        Assert.Equal(QueryErrorKind.OverQuota, error.Kind);
        Assert.Contains($"into the deployment's {tokens - 1} tokens a minute, and was not sent. Its prompt has {tokens} tokens.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_known_is_named()
        => Assert.StartsWith("No tokenizer is known for the model 'parrot-1'.", Assert.Throws<ArgumentException>(() => PromptTokenizer.ForModel("parrot-1")).Message, StringComparison.Ordinal);

    private sealed class Unasked : ICompletionTransport
    {
        public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken) => throw new InvalidOperationException("It was sent.");

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
