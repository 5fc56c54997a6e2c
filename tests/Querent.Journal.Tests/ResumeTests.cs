using Querent.Emulator;
using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Support;

namespace Querent.Journal.Tests;

public sealed class ResumeTests
{
    private const int QueriesARow = 4;

    [Fact]
    public async Task A_run_that_is_started_again_asks_nothing_and_gives_out_the_same()
    {
        await using World world = await World.CreateAsync();
        List<RowOutcome<Note>> first = await world.RunAsync(World.Notes(50));
        Assert.Equal(50 * QueriesARow, world.Attempts);
        Assert.All(first, outcome => Assert.False(outcome.IsRestored));

        List<RowOutcome<Note>> second = await world.RunAsync(World.Notes(50));

        Assert.Equal(50 * QueriesARow, world.Attempts);
        Assert.All(second, outcome => Assert.True(outcome.IsRestored));
        Assert.Equal(first.Select(outcome => outcome.ToRow()), second.Select(outcome => outcome.ToRow()));
        Assert.Equal(Enumerable.Range(0, 50).Select(index => (long)index), second.Select(outcome => outcome.Index));
    }

    [Fact]
    public async Task What_the_wire_said_of_a_query_is_said_again_when_its_answer_comes_out_of_the_journal()
    {
        await using World world = await World.CreateAsync(new() { Faults = [FaultRule.FirstAttempts(EmulatorFault.Status(500))] });
        RowOutcome<Note> first = Assert.Single(await world.RunAsync(World.Notes(1)));

        RowOutcome<Note> second = Assert.Single(await world.RunAsync(World.Notes(1)));

        foreach ((QueryReport then, QueryReport now) in first.Queries.Zip(second.Queries))
        {
            Assert.True(now.IsRestored);
            Assert.Equal((then.Query, then.Status, then.Model, then.FinishReason, then.Usage), (now.Query, now.Status, now.Model, now.FinishReason, now.Usage));
            Assert.Equal(2, now.Attempts.Length);
            Assert.Equal(then.Attempts.Select(Said), now.Attempts.Select(Said));
        }

        static (string?, QueryErrorKind?, string?, int?) Said(AttemptReport attempt) => (attempt.RequestId, attempt.Error?.Kind, attempt.Error?.Message, attempt.Error?.StatusCode);
    }

    [Fact]
    public async Task What_the_provider_said_beside_an_answer_is_said_again_when_that_comes_out_of_the_journal()
    {
        await using World world = await World.CreateAsync(new()
        {
            Faults = [FaultRule.FirstAttempts(EmulatorFault.FilterNotes())],
            ReplyHeaders = new Dictionary<string, string> { ["Deprecation"] = "@1793491200", ["Sunset"] = "Sun, 06 Dec 2026 08:00:00 GMT" },
        });
        RowOutcome<Note> first = Assert.Single(await world.RunAsync(World.Notes(1)));

        RowOutcome<Note> second = Assert.Single(await world.RunAsync(World.Notes(1)));

        foreach ((QueryReport then, QueryReport now) in first.Queries.Zip(second.Queries))
        {
            AttemptNotes notes = Assert.Single(then.Attempts).Notes!;
            Assert.Equal((3, 2), (notes.FilterCategories.Length, notes.Notices.Length));
            Assert.True(now.IsRestored);
            Assert.Equivalent(notes, Assert.Single(now.Attempts).Notes, strict: true);
        }
    }

    [Fact]
    public async Task A_row_that_was_answered_and_whose_end_was_not_recorded_ends_now_and_asks_nothing()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(2));
        await world.ExecuteAsync("UPDATE rows SET ended_at = NULL, fingerprint = NULL, position = NULL");

        Assert.All(await world.RunAsync(World.Notes(2)), outcome => Assert.Equal((false, "Four"), (outcome.IsRestored, outcome.ToRow().Four.Query)));

        Assert.Equal(2 * QueriesARow, world.Attempts);
        Assert.Equal(["2"], await world.SelectAsync("SELECT count(*) FROM rows WHERE status = 'answered'"));
        Assert.All(await world.RunAsync(World.Notes(2)), outcome => Assert.True(outcome.IsRestored));
    }

    [Fact]
    public async Task Of_two_queries_that_ask_the_same_each_has_its_own_answer_again()
    {
        int count = 0;
        await using World world = await World.CreateAsync(new() { Answer = _ => new EmulatorAnswer($$"""{"id":{{Interlocked.Increment(ref count)}},"query":"Twin"}""") });
        Twins first = await RunAsync();

        Assert.Equal(first, await RunAsync());
        Assert.Equal((2, 2L), (new[] { first.One, first.Two }.Distinct().Count(), world.Attempts));

        async Task<Twins> RunAsync()
        {
            await using SqliteJournal journal = await world.OpenAsync();
            await using RowExecutor executor = world.CreateExecutor(options: new() { Sharing = QuerySharing.Never });
            Twins? twins = null;
            await foreach (RowOutcome<Twins> outcome in executor.RunAsync([new Twins.Input { Id = 1 }], new() { Journal = new(journal, "run") }, TestContext.Current.CancellationToken))
            {
                Assert.True(outcome.TryGetRow(out twins, out RowFailure? failure), failure?.ToString());
            }

            return twins!;
        }
    }

    [Fact]
    public async Task An_input_that_has_grown_was_reordered_and_lost_rows_pays_for_the_new_ones_only_and_keeps_its_order()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(20));
        long before = world.Attempts;
        Note.Input[] changed = [.. World.Notes(30).Reverse().Where(note => note.Id % 3 != 0)];

        List<RowOutcome<Note>> outcomes = await world.RunAsync(changed);

        Assert.Equal(changed.Select(note => note.Id), outcomes.Select(outcome => outcome.ToRow().Id));
        Assert.Equal(QueriesARow * changed.Count(note => note.Id >= 20), world.Attempts - before);
        Assert.All(outcomes, outcome => Assert.Equal(outcome.Input.Id < 20, outcome.IsRestored));
    }

    [Fact]
    public async Task Siblings_of_a_failed_query_are_not_bought_again_when_the_row_is_retried()
    {
        bool refuses = true;
        await using World world = await World.CreateAsync(new()
        {
            Answer = request => Volatile.Read(ref refuses) && request.User.StartsWith("3/Two/", StringComparison.Ordinal) ? new EmulatorAnswer("no JSON") : World.EchoOf(request),
            Latency = EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(5)),
        });
        List<RowOutcome<Note>> first = await world.RunAsync(World.Notes(6));
        RowFailure failure = first[3].ToFailure();
        Assert.Equal(("Two", QueryErrorKind.InvalidAnswer), (failure.FirstQuery, failure.Error.Kind));
        refuses = false;

        long before = world.Attempts;
        List<RowOutcome<Note>> asItWas = await world.RunAsync(World.Notes(6));
        Assert.Equal(before, world.Attempts);
        Assert.True(asItWas[3].IsRestored);
        Assert.Equal(failure.ToString(), asItWas[3].ToFailure().ToString());
        Assert.Equal(first[3].Queries.Select(query => query.Status), asItWas[3].Queries.Select(query => query.Status));

        List<RowOutcome<Note>> retried = await world.RunAsync(World.Notes(6), options => options with { RetryFailed = FailedRowRetry.All });
        Assert.Equal(new Echo(3, "Two"), retried[3].ToRow().Two);
        Assert.InRange(world.Attempts - before, 1, 2);   // Two, and Four, which may not have begun when the row failed
        Assert.Equal(["Two"], retried[3].Queries.Where(query => !query.IsRestored && query.Query != "Four").Select(query => query.Query));
    }

    [Fact]
    public async Task Failed_rows_are_retried_by_cause()
    {
        bool fails = true;
        await using World world = await World.CreateAsync(new()
        {
            Answer = request => !Volatile.Read(ref fails) ? World.EchoOf(request)
                : request.User.StartsWith("0/", StringComparison.Ordinal) ? new EmulatorAnswer("no JSON")
                : new EmulatorAnswer(null) { RawBody = """{"choices":[{"finish_reason":"length","message":{"content":"{"}}]}""" },
        });
        List<RowOutcome<Note>> first = await world.RunAsync(World.Notes(2));
        Assert.Equal([QueryErrorKind.InvalidAnswer, QueryErrorKind.Truncated], first.Select(outcome => outcome.ToFailure().Error.Kind));
        fails = false;

        List<RowOutcome<Note>> retried = await world.RunAsync(World.Notes(2), options => options with { RetryFailed = FailedRowRetry.Of(QueryErrorKind.Truncated) });

        Assert.Equal(QueryErrorKind.InvalidAnswer, retried[0].ToFailure().Error.Kind);
        Assert.Equal(new Echo(1, "Four"), retried[1].ToRow().Four);
    }

    [Fact]
    public async Task A_row_whose_input_has_changed_is_asked_again_and_no_other()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(4));
        long before = world.Attempts;
        Note.Input[] changed = [.. World.Notes(4).Select(note => note.Id == 2 ? new Note.Input { Id = 2, Text = "other" } : note)];

        List<RowOutcome<Note>> outcomes = await world.RunAsync(changed);

        Assert.Equal(QueriesARow, world.Attempts - before);
        Assert.Equal([true, true, false, true], outcomes.Select(outcome => outcome.IsRestored));
    }

    [Fact]
    public async Task Another_model_answers_anew()
    {
        await using World world = await World.CreateAsync(new() { Deployments = [] });
        await world.RunAsync(World.Notes(2));
        long before = world.Attempts;

        await world.RunAsync(World.Notes(2), deployment: "another");
        Assert.Equal(2 * QueriesARow, world.Attempts - before);

        await world.RunAsync(World.Notes(2));
        Assert.Equal(2 * QueriesARow, world.Attempts - before);
    }

    [Fact]
    public async Task Equal_rows_without_a_key_are_numbered_and_each_is_kept()
    {
        await using World world = await World.CreateAsync();
        Note.Input[] twins = [.. World.Notes(1), .. World.Notes(1), .. World.Notes(1)];
        await world.RunAsync(twins, sharing: QuerySharing.Never);
        Assert.Equal(3 * QueriesARow, world.Attempts);

        List<RowOutcome<Note>> again = await world.RunAsync(twins);

        Assert.Equal(3 * QueriesARow, world.Attempts);
        Assert.Equal(3, again.Count(outcome => outcome.IsRestored));
    }

    [Fact]
    public async Task Runs_of_other_names_know_nothing_of_each_other()
    {
        await using World world = await World.CreateAsync();
        await world.RunAsync(World.Notes(2));

        List<RowOutcome<Note>> other = await world.RunAsync(World.Notes(2), run: "other");

        Assert.Equal(2 * 2 * QueriesARow, world.Attempts);
        Assert.DoesNotContain(other, outcome => outcome.IsRestored);
    }

    [Fact]
    public async Task A_caller_that_stops_enumerating_loses_no_row_that_it_was_given()
    {
        await using World world = await World.CreateAsync(new() { Latency = EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(5)) });
        List<RowOutcome<Note>> given = await world.RunAsync(World.Notes(1000), take: 10);
        Assert.Equal(10, given.Count);

        List<RowOutcome<Note>> again = await world.RunAsync(World.Notes(10));

        Assert.All(again, outcome => Assert.True(outcome.IsRestored));
    }
}
