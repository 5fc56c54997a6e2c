using Querent.Emulator;
using Querent.Journal.Tests.Rows;

namespace Querent.Journal.Tests.Support;

/// <summary>An emulator that echoes, and a folder for a journal; both outlive the executors of a test, as they would outlive processes.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("journal");

    private World(OpenAIEmulator emulator) => Emulator = emulator;

    public OpenAIEmulator Emulator { get; }

    public string File => Path.Combine(_folder.FullName, "run.journal");

    public long Attempts => Emulator.GetCounters().Attempts;

    public static async Task<World> CreateAsync(EmulatorOptions? options = null) => new(await OpenAIEmulator.StartAsync(
        (options ?? new EmulatorOptions()) with { Answer = options?.Answer ?? EchoOf },
        TestContext.Current.CancellationToken));

    public static IEnumerable<Note.Input> Notes(int count, string text = "text") => Enumerable.Range(0, count).Select(id => new Note.Input { Id = id, Text = text });

    public RowExecutor CreateExecutor(string deployment = OpenAIEmulator.DefaultDeployment, RowExecutorOptions? options = null) => new(
        new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = Emulator.Endpoint, Deployment = deployment, ApiKey = OpenAIEmulator.DefaultApiKey }),
        options ?? new RowExecutorOptions { MaxConcurrency = 16, RetryDelay = TimeSpan.FromTicks(1), MaxRetryDelay = TimeSpan.FromTicks(1) });

    public Task<SqliteJournal> OpenAsync() => SqliteJournal.OpenAsync(File, cancellationToken: TestContext.Current.CancellationToken);

    /// <summary>Runs as a process of its own would: opens the journal and an executor, and closes both.</summary>
    public async Task<List<RowOutcome<Note>>> RunAsync(
        IEnumerable<Note.Input> notes,
        Func<JournalOptions, JournalOptions>? with = null,
        string run = "run",
        string deployment = OpenAIEmulator.DefaultDeployment,
        QuerySharing sharing = QuerySharing.AtTemperatureZero,
        RunOptions? options = null,
        int take = int.MaxValue)
    {
        await using SqliteJournal journal = await OpenAsync();
        await using RowExecutor executor = CreateExecutor(deployment, new() { MaxConcurrency = 16, RetryDelay = TimeSpan.FromTicks(1), MaxRetryDelay = TimeSpan.FromTicks(1), Sharing = sharing });
        List<RowOutcome<Note>> outcomes = [];
        var kept = new JournalOptions(journal, run);
        await foreach (RowOutcome<Note> outcome in executor.RunAsync(notes, (options ?? new()) with { Journal = with?.Invoke(kept) ?? kept }, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
            if (outcomes.Count == take)
            {
                break;
            }
        }

        return outcomes;
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    public static EmulatorAnswer EchoOf(EmulatorRequest request)
    {
        string[] parts = request.User.Split('/');
        return new EmulatorAnswer($$"""{"id":{{parts[0]}},"query":"{{parts[1]}}"}""");
    }
}
