using Querent.Journal.Tests.Faults;

namespace Querent.Journal.Tests.Model;

/// <summary>A journal, a model in memory of what it must hold, and the lives of processes that share both.</summary>
internal sealed class ModelWorld(int seed) : IAsyncDisposable
{
    private const int MostRows = 30;
    private static readonly string[] Queries = ["One", "Two", "Three", "Four"];

    private readonly Random _random = new(seed);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("model");

    // The model: what is known for sure. A prompt that is in neither may or may not have been recorded.
    private readonly HashSet<string> _answered = [];   // prompts of rows that were given out as answered
    private readonly Dictionary<ModelRow, (ModelVersion Version, string? Query)> _failed = [];   // rows that were given out as failed last, and by what

    private string File => Path.Combine(_folder.FullName, "run.journal");

    public Task LiveAsync(CancellationToken cancellationToken) => LiveAsync(RandomLife(), cancellationToken);

    /// <summary>Lets nothing fail any more: then every row has to come out answered.</summary>
    public async Task LiveToTheEndAsync(CancellationToken cancellationToken)
    {
        Life life = RandomLife() with { Failing = [], Retry = FailedRowRetry.All, Death = int.MaxValue, Take = int.MaxValue };
        Given given = await LiveAsync(life, cancellationToken);
        Assert.Equal(life.Rows.Count, given.Answered);
        Given again = await LiveAsync(life with { Retry = FailedRowRetry.None }, cancellationToken);
        Assert.Equal((life.Rows.Count, 0), (again.Answered, again.Asked));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<Given> LiveAsync(Life life, CancellationToken cancellationToken)
    {
        await using SqliteJournal file = await SqliteJournal.OpenAsync(File, new() { Durability = SqliteDurability.Process }, cancellationToken);
        MortalJournal journal = MortalJournal.DyingAfter(file, life.Death);
        var transport = new EchoTransport(life.Failing.Contains);
        await using var executor = new RowExecutor(transport, new() { MaxConcurrency = 6, Sharing = QuerySharing.Never });
        var options = new RunOptions { StopOnFailures = null, Journal = new JournalOptions(journal, "run") { RetryFailed = life.Retry, MaxWait = TimeSpan.Zero } };
        int count = 0, answered = 0;
        bool isDead = false;
        try
        {
            await foreach (ModelOutcome outcome in life.Version.RunAsync(executor, life.Rows, options, cancellationToken))
            {
                Assert.Equal(life.Rows[count], outcome.Row);
                Take(life, outcome, transport);
                answered += outcome.Failure is null ? 1 : 0;
                if (++count == life.Take)
                {
                    break;
                }
            }
        }
        catch (JournalException)
        {
            isDead = true;
        }

        foreach (ModelRow row in life.Rows.Skip(count))
        {
            _failed.Remove(row);   // it may have ended in another way, and nobody has seen it
        }

        Assert.True(isDead || count == Math.Min(life.Take, life.Rows.Count), "Every row has its outcome.");
        Assert.All(transport.Asked, asked => Assert.Equal(1, asked.Value));
        return new Given(answered, transport.Asked.Count);
    }

    /// <summary>Holds an outcome against the model, and notes what is sure now.</summary>
    private void Take(Life life, ModelOutcome outcome, EchoTransport transport)
    {
        string[] prompts = [.. Queries.Select(query => life.Version.Prompt(outcome.Row, query))];
        string[] asked = [.. prompts.Where(transport.Asked.ContainsKey)];
        Assert.Empty(asked.Intersect(_answered));
        if (_failed.TryGetValue(outcome.Row, out (ModelVersion Version, string? Query) before) && before.Version == life.Version && life.Retry == FailedRowRetry.None)
        {
            Assert.Equal(before.Query, outcome.Failure?.FirstQuery);
            Assert.True(outcome.IsRestored);
            Assert.Empty(asked);
        }

        if (outcome.Failure is null)
        {
            Assert.Equal(prompts.Select(prompt => string.Join('/', prompt.Split('/')[..2])), outcome.Answers);
            _answered.UnionWith(prompts);
            _failed.Remove(outcome.Row);
        }
        else
        {
            Assert.True(outcome.IsRestored || prompts.Any(life.Failing.Contains), "What failed was to fail.");
            Assert.Equal(QueryErrorKind.Refused, outcome.Failure.Error.Kind);
            _failed[outcome.Row] = (life.Version, outcome.Failure.FirstQuery);
        }
    }

    private Life RandomLife()
    {
        ModelVersion version = _random.Next(4) == 0 ? ModelVersion.Changed : ModelVersion.First;
        var rows = Enumerable.Range(0, _random.Next(1, MostRows)).Where(_ => _random.Next(10) > 0).Select(id => new ModelRow(id, _random.Next(8) == 0 ? "other" : "text")).ToArray();
        if (_random.Next(3) == 0)
        {
            _random.Shuffle(rows);
        }

        string[] failing = [.. rows.SelectMany(row => Queries.Select(query => version.Prompt(row, query))).Where(prompt => _random.Next(15) == 0 && !_answered.Contains(prompt))];
        return new Life(
            version,
            rows,
            [.. failing],
            _random.Next(3) == 0 ? FailedRowRetry.All : FailedRowRetry.None,
            _random.Next(2) == 0 ? _random.Next(1, 12) : int.MaxValue,
            _random.Next(3) == 0 ? _random.Next(1, MostRows) : int.MaxValue);
    }

    private sealed record Life(ModelVersion Version, IReadOnlyList<ModelRow> Rows, HashSet<string> Failing, FailedRowRetry Retry, int Death, int Take);

    private sealed record Given(int Answered, int Asked);
}
