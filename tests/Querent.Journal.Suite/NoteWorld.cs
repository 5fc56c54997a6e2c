using System.Collections.Concurrent;
using Querent.Emulator;

namespace Querent.Journal.Suite;

/// <summary>An emulator that echoes and counts what it was asked; it outlives the executors of a test, as it would outlive processes.</summary>
public sealed class NoteWorld : IAsyncDisposable
{
    private NoteWorld(OpenAIEmulator emulator, ConcurrentDictionary<string, int> asked)
    {
        Emulator = emulator;
        Asked = asked;
    }

    public OpenAIEmulator Emulator { get; }

    /// <summary>How often each prompt was asked.</summary>
    public ConcurrentDictionary<string, int> Asked { get; }

    public static async Task<NoteWorld> StartAsync(EmulatorLatency? latency = null)
    {
        var counts = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions
            {
                Latency = latency ?? EmulatorLatency.None,
                Answer = request =>
                {
                    counts.AddOrUpdate(request.User, 1, static (_, count) => count + 1);
                    string[] parts = request.User.Split('/');
                    return new EmulatorAnswer($$"""{"id":{{parts[0]}},"query":"{{parts[1]}}"}""");
                },
            },
            TestContext.Current.CancellationToken);
        return new NoteWorld(emulator, counts);
    }

    public static IEnumerable<EchoNote.Input> Notes(int count) => Enumerable.Range(0, count).Select(id => new EchoNote.Input { Id = id });

    public RowExecutor CreateExecutor() => new(
        new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = Emulator.Endpoint, Deployment = OpenAIEmulator.DefaultDeployment, ApiKey = OpenAIEmulator.DefaultApiKey }),
        new RowExecutorOptions { MaxConcurrency = 16, RetryDelay = TimeSpan.FromTicks(1), MaxRetryDelay = TimeSpan.FromTicks(1) });

    /// <summary>Runs with an executor of its own; takes what comes before the run ends or the caller has enough.</summary>
    /// <param name="journal">The run's journal.</param>
    /// <param name="notes">The rows.</param>
    /// <param name="enough">How many outcomes are enough.</param>
    /// <param name="given">Takes each outcome's number, from 1; nothing more is taken before it has ended.</param>
    /// <param name="outcomes">Takes the outcomes, which are there when the run fails as well.</param>
    public async Task<List<RowOutcome<EchoNote>>> RunAsync(
        JournalOptions journal, IEnumerable<EchoNote.Input> notes, int? enough = null, Func<int, Task>? given = null, List<RowOutcome<EchoNote>>? outcomes = null)
    {
        await using RowExecutor executor = CreateExecutor();
        outcomes ??= [];
        await foreach (RowOutcome<EchoNote> outcome in executor.RunAsync(notes, new() { Journal = journal }, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
            await (given?.Invoke(outcomes.Count) ?? Task.CompletedTask);
            if (outcomes.Count == enough)
            {
                break;
            }
        }

        return outcomes;
    }

    /// <summary>Fails the test unless each outcome is its row's with all of its own answers.</summary>
    public static void AssertWhole(IReadOnlyList<RowOutcome<EchoNote>> outcomes, int count)
    {
        Assert.Equal(Enumerable.Range(0, count), outcomes.Select(outcome => outcome.Input.Id));
        Assert.All(outcomes, outcome =>
        {
            Assert.True(outcome.TryGetRow(out EchoNote? row, out RowFailure? failure), failure?.ToString());
            Assert.Equal([new(outcome.Input.Id, "One"), new(outcome.Input.Id, "Two"), new(outcome.Input.Id, "Three")], [row.One, row.Two, row.Three]);
        });
    }

    public ValueTask DisposeAsync() => Emulator.DisposeAsync();
}
