using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

public sealed class ResumeTests
{
    [Fact]
    public async Task A_run_that_is_started_again_asks_nothing_and_gives_out_the_same()
    {
        await using World world = await World.CreateAsync();
        List<RowOutcome<Note>> first = await world.RunAsync(World.Notes(50));
        Assert.Equal(200, world.Attempts);

        List<RowOutcome<Note>> second = await world.RunAsync(World.Notes(50));

        Assert.Equal(200, world.Attempts);
        Assert.All(second, outcome => Assert.True(outcome.IsRestored));
        Assert.Equal(first.Select(outcome => outcome.ToRow()), second.Select(outcome => outcome.ToRow()));
    }
}
