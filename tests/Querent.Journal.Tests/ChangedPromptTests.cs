using System.Collections.Concurrent;
using Querent.Journal.Tests.Model;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

/// <summary>A run that goes on after the author has changed a row's first template, whose answer the fourth shows.</summary>
public sealed class ChangedPromptTests
{
    private static readonly ModelRow[] Rows = [new(0, "text"), new(1, "text"), new(2, "text")];

    [Fact]
    public async Task A_changed_prompt_is_asked_again_with_what_shows_its_answer_and_nothing_else()
    {
        var asked = new ConcurrentQueue<string>();
        await using World world = await CreateAsync(asked, World.EchoOf);
        await RunAsync(world, ModelVersion.First);
        Assert.Equal(4 * Rows.Length, asked.Count);
        asked.Clear();

        List<ModelOutcome> outcomes = await RunAsync(world, ModelVersion.Changed);

        Assert.Equal(["0/Four/text Uno", "0/Uno/text", "1/Four/text Uno", "1/Uno/text", "2/Four/text Uno", "2/Uno/text"], asked.Order(StringComparer.Ordinal));
        Assert.All(outcomes, outcome => Assert.Equal([$"{outcome.Row.Id}/Uno", $"{outcome.Row.Id}/Two", $"{outcome.Row.Id}/Three", $"{outcome.Row.Id}/Four"], outcome.Answers));
    }

    [Fact]
    public async Task What_shows_the_answer_to_a_changed_prompt_is_not_asked_again_where_that_is_the_same()
    {
        var asked = new ConcurrentQueue<string>();
        await using World world = await CreateAsync(asked, request => new($$"""{"id":{{request.User[0]}},"query":"Same"}"""));
        await RunAsync(world, ModelVersion.First);
        asked.Clear();

        await RunAsync(world, ModelVersion.Changed);

        Assert.Equal(["0/Uno/text", "1/Uno/text", "2/Uno/text"], asked.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_prompt_that_is_changed_back_is_not_asked_again()
    {
        var asked = new ConcurrentQueue<string>();
        await using World world = await CreateAsync(asked, World.EchoOf);
        await RunAsync(world, ModelVersion.First);
        await RunAsync(world, ModelVersion.Changed);
        asked.Clear();

        List<ModelOutcome> outcomes = await RunAsync(world, ModelVersion.First);

        Assert.Empty(asked);
        Assert.All(outcomes, outcome => Assert.Equal($"{outcome.Row.Id}/One", outcome.Answers[0]));
    }

    private static Task<World> CreateAsync(ConcurrentQueue<string> asked, Func<Emulator.EmulatorRequest, Emulator.EmulatorAnswer> answer) => World.CreateAsync(new()
    {
        Answer = request =>
        {
            asked.Enqueue(request.User);
            return answer(request);
        },
    });

    /// <summary>Runs all rows, which all are answered, as a process of its own would.</summary>
    private static async Task<List<ModelOutcome>> RunAsync(World world, ModelVersion version)
    {
        await using SqliteJournal journal = await world.OpenAsync();
        await using RowExecutor executor = world.CreateExecutor();
        List<ModelOutcome> outcomes = [];
        await foreach (ModelOutcome outcome in version.RunAsync(executor, Rows, new() { Journal = new(journal, "run") }, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        Assert.Equal(Rows, outcomes.Select(outcome => outcome.Row));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Failure));
        return outcomes;
    }
}
