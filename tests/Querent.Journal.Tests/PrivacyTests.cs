using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Querent.Emulator;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

public sealed class PrivacyTests
{
    private const string InPrompt = "canary-of-the-prompt";
    private const string InAnswer = "canary-of-the-answer";

    [Fact]
    public async Task Answers_are_kept_and_prompts_are_not_unless_asked_for()
    {
        await using World world = await CreateAsync();
        await world.RunAsync(World.Notes(2, InPrompt));
        Assert.True(world.Holds(InAnswer));
        Assert.False(world.Holds(InPrompt));

        await world.RunAsync(World.Notes(2, InPrompt), options => options with { KeepPrompts = true }, run: "with prompts");

        Assert.True(world.Holds(InPrompt));
        List<string> prompts = await world.SelectAsync("SELECT CAST(prompt AS TEXT) FROM calls WHERE prompt IS NOT NULL");
        Assert.Equal(8, prompts.Count);
        Assert.All(prompts, prompt => Assert.Contains(InPrompt, Assert.Single(JsonDocument.Parse(prompt).RootElement.EnumerateArray()).GetProperty("content").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_answers_the_journal_has_hashes_alone_and_a_second_run_asks_all_again()
    {
        await using World world = await CreateAsync();
        await world.RunAsync(World.Notes(3, InPrompt), options => options with { KeepAnswers = false });
        Assert.False(world.Holds(InAnswer) || world.Holds(InPrompt));
        Assert.Equal(["12|0"], await world.SelectAsync("SELECT count(*), count(answer) FROM calls"));
        Assert.Equal(["3|answered"], await world.SelectAsync("SELECT count(*), status FROM rows GROUP BY status"));
        long before = world.Attempts;

        List<RowOutcome<Note>> again = await world.RunAsync(World.Notes(3, InPrompt), options => options with { KeepAnswers = false });

        Assert.Equal(before, world.Attempts - before);
        Assert.All(again, outcome => Assert.Equal(InAnswer, outcome.ToRow().One.Query));
    }

    [Fact]
    public async Task What_is_protected_cannot_be_read_in_the_file_and_serves_whoever_has_the_key()
    {
        await using World world = await CreateAsync();
        JournalProtection protection = JournalProtection.Aes(RandomNumberGenerator.GetBytes(32));
        JournalOptions Protected(JournalOptions options) => options with { Protection = protection, KeepPrompts = true };
        await world.RunAsync(World.Notes(3, InPrompt), Protected);
        Assert.False(world.Holds(InAnswer) || world.Holds(InPrompt));
        long before = world.Attempts;

        List<RowOutcome<Note>> again = await world.RunAsync(World.Notes(3, InPrompt), Protected);

        Assert.Equal(before, world.Attempts);
        Assert.All(again, outcome => Assert.Equal(InAnswer, outcome.ToRow().One.Query));
    }

    [Theory]
    [InlineData("")]
    [InlineData("DELETE FROM calls WHERE query <> 'Four'")]   // which is looked for when the first is answered
    public async Task Another_key_ends_a_run_that_does_not_say_how_it_was_begun_and_says_what_to_do(string lost)
    {
        await using World world = await CreateAsync();
        await world.RunAsync(World.Notes(1), options => options with { Protection = JournalProtection.Aes(RandomNumberGenerator.GetBytes(32)) });
        await world.ExecuteAsync("UPDATE runs SET keeps_answers = NULL, protection_check = NULL;" + lost);   // as those of the versions before

        var exception = await Assert.ThrowsAsync<JournalException>(
            () => world.RunAsync(World.Notes(1), options => options with { Protection = JournalProtection.Aes(RandomNumberGenerator.GetBytes(32)) }));

        Assert.Contains("protected with another key", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(InAnswer, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_protector_of_the_callers_protects()
    {
        await using World world = await CreateAsync();
        var protection = JournalProtection.Using(plain => [.. plain.Select(value => (byte)(value ^ 0xA5))], hidden => [.. hidden.Select(value => (byte)(value ^ 0xA5))]);
        await world.RunAsync(World.Notes(2), options => options with { Protection = protection });
        Assert.False(world.Holds(InAnswer));

        List<RowOutcome<Note>> again = await world.RunAsync(World.Notes(2), options => options with { Protection = protection });

        Assert.All(again, outcome => Assert.True(outcome.IsRestored));
    }

    [Fact]
    public async Task Data_protection_of_ASP_NET_protects_and_another_of_its_protectors_is_refused()
    {
        await using World world = await CreateAsync();
        var provider = new EphemeralDataProtectionProvider();
        await world.RunAsync(World.Notes(3, InPrompt), options => With(options, provider));
        Assert.False(world.Holds(InAnswer) || world.Holds(InPrompt));
        Assert.Equal(["12|12"], await world.SelectAsync("SELECT count(answer), count(prompt) FROM calls"));
        long before = world.Attempts;

        List<RowOutcome<Note>> again = await world.RunAsync(World.Notes(3, InPrompt), options => With(options, provider));
        JournalException otherPurpose = await Assert.ThrowsAsync<JournalException>(() => world.RunAsync(World.Notes(3, InPrompt), options => With(options, provider, "other")));
        JournalException otherKeys = await Assert.ThrowsAsync<JournalException>(() => world.RunAsync(World.Notes(3, InPrompt), options => With(options, new EphemeralDataProtectionProvider())));

        Assert.All(again, outcome => Assert.Equal((true, InAnswer), (outcome.IsRestored, outcome.ToRow().One.Query)));
        Assert.All([otherPurpose, otherKeys], refused => Assert.Contains("was begun with another Protection", refused.Message, StringComparison.Ordinal));
        Assert.Equal(before, world.Attempts);

        static JournalOptions With(JournalOptions options, EphemeralDataProtectionProvider provider, string purpose = "journal")
        {
            IDataProtector protector = provider.CreateProtector(purpose);
            return options with { Protection = JournalProtection.Using(protector.Protect, protector.Unprotect), KeepPrompts = true };
        }
    }

    [Fact]
    public async Task A_protector_that_throws_ends_the_run_and_nothing_is_stored_unprotected()
    {
        await using World world = await CreateAsync();
        int calls = 0;
        var protection = JournalProtection.Using(plain => Interlocked.Increment(ref calls) == 1 ? plain : throw new InvalidOperationException("no key ring"), hidden => hidden);

        var exception = await Assert.ThrowsAsync<JournalException>(() => world.RunAsync(World.Notes(3), options => options with { Protection = protection }));

        Assert.Contains("System.InvalidOperationException", exception.Message, StringComparison.Ordinal);
        Assert.False(world.Holds(InAnswer));
    }

    [Fact]
    public async Task A_protected_answer_that_was_changed_is_noticed()
    {
        JournalProtection protection = JournalProtection.Aes(RandomNumberGenerator.GetBytes(32));
        byte[] hidden = protection.Protect("answer"u8);
        Assert.Equal("answer"u8.ToArray(), protection.Unprotect(hidden));
        hidden[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => protection.Unprotect(hidden));
        Assert.Throws<CryptographicException>(() => protection.Unprotect("answer"u8));
        Assert.Throws<ArgumentException>(() => JournalProtection.Aes(new byte[16]));
    }

    [Fact]
    public async Task What_is_purged_is_in_no_file_any_more()
    {
        await using World world = await CreateAsync();
        await world.RunAsync(World.Notes(3));
        await world.RunAsync(World.Notes(2), run: "other");
        string key = (await world.SelectAsync("SELECT key FROM rows WHERE position = 1 AND run = 1"))[0];

        await using (SqliteJournal journal = await world.OpenAsync())
        {
            Assert.Equal(1, await journal.PurgeAsync(new() { Run = "run", RowKey = key }, TestContext.Current.CancellationToken));
            Assert.Equal([2L, 2L], (await journal.ListRunsAsync(TestContext.Current.CancellationToken)).Select(run => run.AnsweredRows));
            Assert.Equal(0, await journal.PurgeAsync(new() { RecordedBefore = DateTimeOffset.UnixEpoch }, TestContext.Current.CancellationToken));
            Assert.Equal(2, await journal.PurgeAsync(new() { Run = "other" }, TestContext.Current.CancellationToken));
            Assert.Equal("run", Assert.Single(await journal.ListRunsAsync(TestContext.Current.CancellationToken)).Name);
            Assert.True(world.Holds(InAnswer));
            Assert.Equal(2, await journal.PurgeAsync(new() { RecordedBefore = TimeProvider.System.GetUtcNow().AddMinutes(1) }, TestContext.Current.CancellationToken));
            Assert.False(world.Holds(InAnswer));
            await Assert.ThrowsAsync<ArgumentException>(() => journal.PurgeAsync(new(), TestContext.Current.CancellationToken).AsTask());
        }

        Assert.False(world.Holds(InAnswer));
    }

    private static Task<World> CreateAsync() => World.CreateAsync(new() { Answer = _ => new EmulatorAnswer($$"""{"id":1,"query":"{{InAnswer}}"}""") });
}
