using System.Text.Json;
using Querent.Discretion;
using Querent.Emulator;

namespace Querent.Caching.Tests;

/// <summary>An emulator that repeats; it and a cache outlive the executors of a test, as they would outlive processes.</summary>
internal sealed class World(OpenAIEmulator emulator) : IAsyncDisposable
{
    public long Attempts => emulator.GetCounters().Attempts;

    public static async Task<World> CreateAsync() => new(await OpenAIEmulator.StartAsync(
        new EmulatorOptions { ApiKey = Canaries.Key, Answer = request => new EmulatorAnswer($$"""{"answer":{{JsonSerializer.Serialize($"{request.User["Repeat: ".Length..]} {Canaries.Answer}")}}}""") },
        TestContext.Current.CancellationToken));

    /// <summary>Runs rows with an executor of its own, as another process would.</summary>
    public async Task<List<RowOutcome<Note>>> RunAsync(AnswerStoreOptions store, IEnumerable<string> texts, TimeProvider? clock = null, int concurrency = 8)
    {
        var transport = new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = emulator.Endpoint, Deployment = OpenAIEmulator.DefaultDeployment, ApiKey = Canaries.Key });
        await using var executor = new RowExecutor(transport, new()
        {
            AnswerStore = store,
            MaxConcurrency = concurrency,
            RetryDelay = TimeSpan.FromTicks(1),
            TimeProvider = clock ?? TimeProvider.System,
            LoggerFactory = new WatchedLogs(DiscretionWatch.Suite),
        });
        List<RowOutcome<Note>> outcomes = [];
        await foreach (RowOutcome<Note> outcome in executor.RunAsync(texts.Select(text => new Note.Input { Text = text }).ToList(), cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.True(outcome.TryGetRow(out Note? row, out RowFailure? failure), failure?.ToString());
            Assert.Equal($"{row.Text} {Canaries.Answer}", row.Echo);
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    public async Task<RowOutcome<Note>> AskAsync(IAnswerStore store, string text = Canaries.Prompt, TimeProvider? clock = null, TimeSpan? maxAge = null)
        => Assert.Single(await RunAsync(new AnswerStoreOptions(store) { MaxAge = maxAge }, [text], clock));

    public ValueTask DisposeAsync() => emulator.DisposeAsync();
}
