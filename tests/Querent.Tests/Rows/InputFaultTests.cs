namespace Querent.Tests.Rows;

/// <summary>What is said of an input that no prompt can be made of.</summary>
public class InputFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bytes", "An image's bytes are neither PNG, JPEG, GIF nor WebP. Name their type: [Image(MediaType = \"…\")].")]
    [InlineData("no bytes", "An image has no bytes.")]
    [InlineData("relative", "An image's address is not absolute, or is neither http, https nor data.")]
    [InlineData("null", "An image has no address: it is null.")]
    public async Task An_image_that_cannot_be_sent_is_the_inputs_fault_and_the_error_says_what_is_wrong_with_it(string image, string message)
    {
        var transport = new FakeTransport();
        await using var executor = new RowExecutor(transport, Run.Options());
        var input = new EchoInput(0) { BeforePrompt = _ => Write(image) };

        RowOutcome<EchoRow> outcome = await executor.AskAsync(EchoPlan.Of(1), input, Token);

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal((QueryErrorKind.InvalidInput, message, null), (error.Kind, error.Message, error.Exception));
        Assert.Empty(transport.Started);
    }

    [Fact]
    public async Task Code_that_throws_in_a_prompt_is_said_to_be_the_prompts_and_not_the_inputs()
    {
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options());

        RowOutcome<EchoRow> outcome = await executor.AskAsync(EchoPlan.Of(1), new EchoInput(0) { BeforePrompt = _ => throw new FormatException("secret") }, Token);

        QueryError error = Assert.IsType<FailedRow<EchoRow>>(outcome).Failure.Error;
        Assert.Equal(
            (QueryErrorKind.RowCode, "The prompt could not be rendered: code that the prompt calls threw System.FormatException."),
            (error.Kind, error.Message));
    }

    private static void Write(string image)
    {
        using var writer = new PromptWriter();
        writer.BeginParts();
        switch (image)
        {
            case "bytes": writer.Image("secret"u8, null, null); break;
            case "no bytes": writer.Image([], null, null); break;
            case "relative": writer.Image(new Uri("secret.png", UriKind.Relative), null); break;
            default: writer.Image(null!, null); break;
        }
    }
}
