using Querent.Emulator;

namespace Querent.EndToEnd.Tests;

/// <summary>Every kind of answer, made by the emulator from nothing but the schema it was sent, within the limits of each profile.</summary>
public class AnswerKindTests
{
    private const int Rows = 30;

    [Fact]
    public Task Every_kind_of_answer_is_described_within_Azures_subset_and_read_back()
        => AnswerAll(SchemaProfile.Azure, Enumerable.Range(0, Rows).Select(number => new AzureKinds.Input { Number = number }));

    [Fact]
    public Task Every_kind_of_answer_is_described_within_OpenAIs_subset_and_read_back()
        => AnswerAll(SchemaProfile.OpenAI, Enumerable.Range(0, Rows).Select(number => new OpenAIKinds.Input { Number = number }));

    private static async Task AnswerAll<TRow>(SchemaProfile profile, IEnumerable<IRowInput<TRow>> inputs)
        where TRow : class, IQueryRow<TRow>
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { SchemaProfile = profile }, token);
        await using var executor = new RowExecutor(new ChatCompletionsTransport(new ChatCompletionsOptions
        {
            Api = ChatCompletionsApi.OpenAI,
            Endpoint = new Uri(emulator.Endpoint, "v1"),
            Deployment = emulator.Deployments[0],
            ApiKey = emulator.ApiKey,
        }));

        int answered = 0;
        await foreach (RowOutcome<TRow> outcome in executor.RunAsync(inputs, cancellationToken: token))
        {
            Assert.True(outcome.TryGetRow(out _, out RowFailure? failure), failure?.ToString());
            answered++;
        }

        Assert.Equal(Rows, answered);
        Assert.Equal(3 * Rows, emulator.GetCounters().Attempts);
    }
}
