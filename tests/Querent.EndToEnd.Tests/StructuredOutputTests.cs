using Querent.Conformance;
using Querent.Emulator;

namespace Querent.EndToEnd.Tests;

public class StructuredOutputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StructuredOutput.StrictSchema, false)]
    [InlineData(StructuredOutput.Schema, false)]
    [InlineData(StructuredOutput.JsonObject, false)]
    [InlineData(StructuredOutput.JsonObject, true)]
    [InlineData(StructuredOutput.Text, false)]
    [InlineData(StructuredOutput.Text, true)]
    public async Task Generated_queries_are_answered_however_the_model_is_held_to_their_schema(StructuredOutput output, bool isFenced)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Answer = request => Answer(request, output, isFenced) }, Token);
        await using var executor = new RowExecutor(new ChatCompletionsTransport(new ChatCompletionsOptions
        {
            Api = ChatCompletionsApi.OpenAI,
            Endpoint = new Uri(emulator.Endpoint, "v1"),
            Deployment = emulator.Deployments[0],
            ApiKey = emulator.ApiKey,
            Profile = new() { StructuredOutput = output, TokenLimit = TokenLimitProperty.MaxTokens },
        }));

        RowOutcome<EchoRow> outcome = await executor.AskAsync(EchoRun.Inputs(1)[0], Token);

        Assert.True(outcome.TryGetRow(out EchoRow? row, out RowFailure? failure), failure?.ToString());
        Assert.Equal([new("0", "first"), new("0", "second"), new("0", "third")], [row.First, row.Second, row.Third]);
        Assert.Equal(3, emulator.GetCounters().Attempts);
    }

    private static EmulatorAnswer Answer(EmulatorRequest request, StructuredOutput output, bool isFenced)
    {
        // What the model would go by: the schema that it was sent, or the message about it.
        bool isTold = output is StructuredOutput.JsonObject or StructuredOutput.Text;
        Assert.Equal(isTold, request.SchemaJson is null);
        Assert.Equal(isTold ? ("system", true) : ("user", false), (request.Messages[^1].Role, request.Messages[^1].Content.Contains("\"additionalProperties\":false", StringComparison.Ordinal)));
        EmulatorAnswer echo = EchoRun.Echo(request);
        return isFenced ? new EmulatorAnswer($"```json\n{echo.Content}\n```") : echo;
    }
}
