using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

/// <summary>A run keeps the protection and the answers that it was begun with, or says that it was not.</summary>
public sealed class RunModeTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(100, 32).Select(value => (byte)value)];

    public static TheoryData<string, string, string> Changes => new()
    {
        { "plain", "protected", "begun without Protection, and is opened with one. Open it without" },
        { "protected", "plain", "begun with Protection, and is opened without. Open it with the same, and the same key" },
        { "protected", "another key", "begun with another Protection, or with another key. Open it with the same, and the same key" },
        { "protected", "another kind", "begun with another Protection, or with another key. Open it with the same, and the same key" },
        { "another kind", "protected", "begun with another Protection, or with another key. Open it with the same, and the same key" },
        { "another kind", "a third kind", "begun with another Protection, or with another key. Open it with the same, and the same key" },
        { "plain", "no answers", "begun with KeepAnswers, and is opened without. Open it with that" },
        { "no answers", "plain", "begun without KeepAnswers, and is opened with it. Open it without" },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_run_that_is_opened_in_another_way_is_refused_and_asks_nothing(string begun, string opened, string expected)
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        await RunAsync(world, With(journal, begun));
        Assert.Equal(3, world.Attempts);

        JournalException refused = await Assert.ThrowsAsync<JournalException>(() => RunAsync(world, With(journal, opened)));

        Assert.Contains($"The run 'run' was {expected}, or give this one another name", refused.Message, StringComparison.Ordinal);
        Assert.False(refused.IsTransient);
        Assert.Equal(3, world.Attempts);
        Assert.All(await RunAsync(world, With(journal, begun)), outcome => Assert.Equal(begun != "no answers", outcome.IsRestored));
    }

    [Fact]
    public async Task A_run_of_which_nothing_is_recorded_takes_another_key()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        await RunAsync(world, With(journal, "protected"), rows: 0);

        Assert.Equal(3, (await RunAsync(world, With(journal, "another key"))).Count);
        Assert.All(await RunAsync(world, With(journal, "another key")), outcome => Assert.True(outcome.IsRestored));
    }

    [Fact]
    public async Task A_run_that_does_not_say_how_it_was_begun_is_opened_in_any_way()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        await RunAsync(world, With(journal, "plain"));
        await world.ExecuteAsync("UPDATE runs SET keeps_answers = NULL");

        Assert.All(await RunAsync(world, With(journal, "no answers")), outcome => Assert.False(outcome.IsRestored));
        Assert.All(await RunAsync(world, With(journal, "plain")), outcome => Assert.True(outcome.IsRestored));
    }

    [Fact]
    public async Task A_protection_that_throws_is_told_of_before_anything_is_asked()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        await RunAsync(world, With(journal, "another kind"));

        foreach (JournalProtection broken in new[]
        {
            JournalProtection.Using(_ => throw new InvalidOperationException("no key ring"), hidden => hidden),
            JournalProtection.Using(plain => plain, _ => throw new InvalidOperationException("no key ring")),
        })
        {
            JournalException refused = await Assert.ThrowsAsync<JournalException>(() => RunAsync(world, new(journal, "run") { Protection = broken }));
            Assert.Contains("Protection threw System.InvalidOperationException", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(3, world.Attempts);
    }

    [Fact]
    public async Task What_tells_the_key_again_is_protected_with_it_and_never_twice_the_same()
    {
        await using World world = await World.CreateAsync();
        await using SqliteJournal journal = await world.OpenAsync();
        await RunAsync(world, With(journal, "protected"));
        await RunAsync(world, new(journal, "other") { Protection = JournalProtection.Aes(Key) });

        List<string> checks = await world.SelectAsync("SELECT hex(protection_check) FROM runs");

        Assert.Equal(2, checks.Distinct().Count());
        Assert.All(checks, check => Assert.Equal("Querent"u8.ToArray(), JournalProtection.Aes(Key).Unprotect(Convert.FromHexString(check))));
    }

    private static JournalOptions With(SqliteJournal journal, string mode) => mode switch
    {
        "plain" => new(journal, "run"),
        "no answers" => new(journal, "run") { KeepAnswers = false },
        "protected" => new(journal, "run") { Protection = JournalProtection.Aes(Key) },
        "another key" => new(journal, "run") { Protection = JournalProtection.Aes([.. Key.Reverse()]) },
        "another kind" => new(journal, "run") { Protection = Masked(0xA5) },
        "a third kind" => new(journal, "run") { Protection = Masked(0x5A) },
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, null),
    };

    private static JournalProtection Masked(byte mask)
        => JournalProtection.Using(plain => [.. plain.Select(value => (byte)(value ^ mask))], hidden => [.. hidden.Select(value => (byte)(value ^ mask))]);

    private static async Task<List<RowOutcome<Keyed>>> RunAsync(World world, JournalOptions journal, int rows = 3)
    {
        await using RowExecutor executor = world.CreateExecutor();
        List<RowOutcome<Keyed>> outcomes = [];
        await foreach (RowOutcome<Keyed> outcome in executor.RunAsync(Enumerable.Range(0, rows).Select(row => new Keyed.Input { Name = $"row {row}", Text = "text" }), new() { Journal = journal }, TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }
}
