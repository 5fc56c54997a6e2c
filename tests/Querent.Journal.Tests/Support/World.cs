using Microsoft.Data.Sqlite;
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
        int take = int.MaxValue,
        bool requireContentFilter = false,
        Func<IJournal, AnswerStoreOptions>? store = null)
    {
        await using SqliteJournal journal = await OpenAsync();
        await using RowExecutor executor = CreateExecutor(deployment, new() { MaxConcurrency = 16, RetryDelay = TimeSpan.FromTicks(1), MaxRetryDelay = TimeSpan.FromTicks(1), Sharing = sharing, RequireContentFilter = requireContentFilter, AnswerStore = store?.Invoke(journal) });
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

    /// <summary>Changes the journal's file behind its back.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        SqliteSchema.Execute(connection, sql);
    }

    /// <summary>What plain SQL finds in the journal's file, a text a row.</summary>
    public async Task<List<string>> SelectAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={File};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "null" : reader.GetString(column))));
        }

        return rows;
    }

    /// <summary>Whether a text is anywhere in the journal's files.</summary>
    public bool Holds(string text)
    {
        byte[] sought = System.Text.Encoding.UTF8.GetBytes(text);
        return _folder.GetFiles().Where(file => file.Extension != ".lock").Any(file => System.IO.File.ReadAllBytes(file.FullName).AsSpan().IndexOf(sought) >= 0);
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
