namespace Querent.Tests.Rows.Dependencies;

/// <summary>
/// Random plans in virtual time: acyclic dependencies, conditions on the input and on answers, faults, and latencies. The
/// seed in a failure's message makes the same plan again.
/// </summary>
public class RandomPlanTests
{
    private const int Unlimited = 10_000;

    [Fact]
    public async Task Each_query_is_asked_once_after_all_it_needs_and_as_early_as_can_be()
        => await ForEachPlan(300, async plan =>
        {
            await using var world = new VirtualWorld(plan, Unlimited);

            await RunAsync(world, plan.Seed);

            AssertRows(plan, world);
            foreach (VirtualRow row in world.Rows.Where(row => row.Outcome.Result is AnsweredRow<PlanRow>))
            {
                Assert.Equal(CriticalPath(plan, row), row.Finished!.Value - row.Begun);
            }
        });

    [Fact]
    public async Task With_any_limit_rows_are_answered_or_failed_in_full_and_nothing_is_asked_after_what_failed()
        => await ForEachPlan(300, async plan =>
        {
            int limit = new Random(plan.Seed).Next(1, 9);
            await using var world = new VirtualWorld(plan, limit);

            await RunAsync(world, plan.Seed);

            AssertRows(plan, world);
            Assert.InRange(world.Statistics.PeakInFlight, 0, limit);
        });

    [Fact]
    public async Task A_permit_goes_to_the_oldest_row_that_has_a_query_to_ask_dependents_and_conditional_ones_among_them()
        => await ForEachPlan(200, async plan =>
        {
            await using var world = new VirtualWorld(plan, new Random(plan.Seed).Next(1, 4)) { IsOrderHeld = true };

            await RunAsync(world, plan.Seed);

            AssertRows(plan, world);
            Assert.All(world.Rows, row => Assert.IsType<AnsweredRow<PlanRow>>(row.Outcome.Result));
        }, isFaultless: true);

    [Fact]
    public async Task Rows_that_are_cancelled_in_the_middle_end_and_leave_their_permits_to_the_others()
        => await ForEachPlan(200, async plan =>
        {
            var random = new Random(plan.Seed);
            await using var world = new VirtualWorld(plan, random.Next(2) == 0 ? Unlimited : random.Next(1, 6));

            await RunAsync(world, plan.Seed, random.Next(0, 12));

            AssertRows(plan, world);
        });

    [Fact]
    public async Task Rows_whose_deadline_passes_in_the_middle_fail_in_full()
        => await ForEachPlan(200, async plan =>
        {
            var random = new Random(plan.Seed);
            var timeout = TimeSpan.FromTicks((random.Next(10_000, 3_000_000) * 10L) + 7);
            await using var world = new VirtualWorld(plan, random.Next(2) == 0 ? Unlimited : random.Next(1, 6), timeout);

            await RunAsync(world, plan.Seed);

            AssertRows(plan, world);
        });

    private static async Task ForEachPlan(int count, Func<RandomPlan, Task> test, bool isFaultless = false)
    {
        for (int turn = 0; turn < count; turn++)
        {
            var plan = new RandomPlan(Random.Shared.Next(), isFaultless);
            try
            {
                await test(plan);
            }
            catch (Exception exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
            {
                Assert.Fail($"Seed {plan.Seed}, plan {plan}: {exception}");
            }
        }
    }

    /// <summary>Runs some rows, begun one after the other, to their ends; cancels some of them after so many steps.</summary>
    private static async Task RunAsync(VirtualWorld world, int seed, int cancelAfter = int.MaxValue)
    {
        var random = new Random(seed);
        int rows = random.Next(1, 7);
        bool isLeft = true;
        for (int step = 0, begun = 0; isLeft || begun < rows; step++)
        {
            while (begun < rows && random.Next(3) > 0)
            {
                await world.BeginAsync(begun++);
            }

            isLeft = await world.StepAsync(_ => step == cancelAfter && random.Next(2) == 0);
        }

        await world.SettleAsync();
    }

    private static void AssertRows(RandomPlan plan, VirtualWorld world)
    {
        Assert.Empty(world.Violations);
        Assert.Equal((0, 0), (world.Statistics.InFlight, world.Statistics.Waiting));
        Assert.Equal(world.Rows.Sum(row => row.Attempts.Sum()), world.Statistics.AttemptsStarted);
        foreach (VirtualRow row in world.Rows)
        {
            if (row.Outcome.IsCanceled)
            {
                Assert.True(row.IsCancelled);
                continue;
            }

            RowOutcome<PlanRow> outcome = row.Outcome.Result;
            Assert.Equal(row.Attempts, outcome.Queries.Select(query => query.Attempts.Length));
            if (outcome.TryGetRow(out PlanRow? answered, out RowFailure? failure))
            {
                AssertAnswered(plan, row, answered, outcome);
            }
            else
            {
                AssertFailed(plan, row, failure, outcome);
            }
        }
    }

    private static void AssertAnswered(RandomPlan plan, VirtualRow row, PlanRow answered, RowOutcome<PlanRow> outcome)
    {
        (string?[] answers, bool fails) = plan.Expected(row.Id);
        Assert.False(fails);
        Assert.Equal(row.Id, answered.Id);
        Assert.Equal(answers, answered.Answers);
        Assert.Equal(answers.Select(answer => answer is null ? QueryStatus.NotAsked : QueryStatus.Answered), outcome.Queries.Select(query => query.Status));
        Assert.Equal(answers.Select((answer, query) => answer is null ? 0 : plan.AttemptsOf(row.Id, query)), row.Attempts);
    }

    private static void AssertFailed(RandomPlan plan, VirtualRow row, RowFailure failure, RowOutcome<PlanRow> outcome)
    {
        Assert.True(row.IsOverdue || row.IsCancelled || plan.Expected(row.Id).Fails);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Equal(outcome.Queries.Count(query => query.Status == QueryStatus.Answered), failure.AnsweredCount);
        Assert.Equal(outcome.Queries.Count(query => query.Status == QueryStatus.Failed), failure.FailedQueries.Length);
        if (failure.FirstQuery is null)
        {
            Assert.True(row.IsOverdue);
            Assert.Equal(QueryErrorKind.Deadline, failure.Error.Kind);
            return;
        }

        foreach (QueryFailure failed in failure.FailedQueries)
        {
            int query = int.Parse(failed.Query.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(KindOf(plan.FateOf(row.Id, query)), failed.Error.Kind);
            Assert.All(
                Enumerable.Range(0, plan.Count).Where(other => plan.NeedsInTheEnd(other, query)),
                dependent => Assert.Equal((QueryStatus.Dropped, 0), (outcome.Queries[dependent].Status, row.Attempts[dependent])));
        }
    }

    private static QueryErrorKind? KindOf(Fate fate) => fate switch
    {
        Fate.Spent => QueryErrorKind.Throttled,
        Fate.Rejected => QueryErrorKind.Rejected,
        Fate.Invalid => QueryErrorKind.InvalidAnswer,
        Fate.PromptThrows or Fate.ConditionThrows => QueryErrorKind.RowCode,
        Fate.KeyMissing => QueryErrorKind.MissingKey,
        _ => null,
    };

    /// <summary>The longest way through the plan, each query taking the time of its attempts and of the waits between them.</summary>
    private static TimeSpan CriticalPath(RandomPlan plan, VirtualRow row)
    {
        var ends = new TimeSpan[plan.Count];
        foreach (int query in plan.Order)
        {
            QueryReport report = row.Outcome.Result.Queries[query];
            if (report.Attempts.Length == 1)
            {
                Assert.Equal(plan.LatencyOf(row.Id, query, 1), report.Latency);
            }

            ends[query] = plan.Needs[query].Select(needed => ends[needed]).DefaultIfEmpty().Max() + report.Latency;
        }

        return ends.Max();
    }
}
