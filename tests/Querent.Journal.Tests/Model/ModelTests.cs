namespace Querent.Journal.Tests.Model;

public sealed class ModelTests
{
    /// <summary>
    /// Random lives of one run: each life has an input (grown, reordered, changed, with rows taken out), the prompts of one of two versions,
    /// queries that fail, and an end: its own, the caller's or death. A model in memory says what may be asked and what must come out.
    /// </summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_happens_to_a_run_nothing_that_was_given_out_is_asked_again_and_all_comes_out_right(int seed)
    {
        await using var world = new ModelWorld(seed);
        for (int life = 0; life < 12; life++)
        {
            await world.LiveAsync(TestContext.Current.CancellationToken);
        }

        await world.LiveToTheEndAsync(TestContext.Current.CancellationToken);
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 40)];
}
