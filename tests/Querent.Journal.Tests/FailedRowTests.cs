using Querent.Emulator;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

/// <summary>A row that failed comes out of the journal as it failed, with what had become of each of its queries.</summary>
public sealed class FailedRowTests
{
    private static readonly QueryStatus[] AsItWas = [QueryStatus.Answered, QueryStatus.NotAsked, QueryStatus.Failed, QueryStatus.Dropped];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_query_has_the_status_that_it_had_also_where_answers_are_not_kept(bool keepsAnswers)
    {
        await using World world = await CreateAsync();
        FailedRow<Staged> first = await RunAsync(world, keepsAnswers);
        Assert.Equal(AsItWas, first.Queries.Select(query => query.Status));

        FailedRow<Staged> again = await RunAsync(world, keepsAnswers);

        Assert.True(again.IsRestored);
        Assert.Equal(AsItWas, again.Queries.Select(query => query.Status));
        Assert.Equal([true, false, true, false], again.Queries.Select(query => query.IsRestored));
        Assert.Equal([1, 0, 1, 0], again.Queries.Select(query => query.Attempts.Length));
        Assert.Equivalent(first.Failure, again.Failure, strict: true);
        Assert.Equal(2, world.Attempts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_what_earlier_versions_recorded_the_statuses_are_those_that_show_in_the_attempts(bool keepsAnswers)
    {
        await using World world = await CreateAsync();
        await RunAsync(world, keepsAnswers);
        await world.ExecuteAsync("UPDATE rows SET failure = json_remove(failure, '$.statuses')");

        FailedRow<Staged> again = await RunAsync(world, keepsAnswers);

        Assert.True(again.IsRestored);
        Assert.Equal([QueryStatus.Answered, QueryStatus.Dropped, QueryStatus.Failed, QueryStatus.Dropped], again.Queries.Select(query => query.Status));
    }

    private static Task<World> CreateAsync() => World.CreateAsync(new()
    {
        Answer = request => request.User.Contains("Three", StringComparison.Ordinal) ? new EmulatorAnswer("no JSON") : World.EchoOf(request),
    });

    private static async Task<FailedRow<Staged>> RunAsync(World world, bool keepsAnswers)
    {
        await using SqliteJournal journal = await world.OpenAsync();
        await using RowExecutor executor = world.CreateExecutor();
        List<RowOutcome<Staged>> outcomes = [];
        await foreach (RowOutcome<Staged> outcome in executor.RunAsync([new Staged.Input { Id = 1 }], new() { Journal = new(journal, "run") { KeepAnswers = keepsAnswers } }, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        return Assert.IsType<FailedRow<Staged>>(Assert.Single(outcomes));
    }
}
