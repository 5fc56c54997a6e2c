using CsCheck;

namespace Querent.Tests.Rows;

public class AtomicityTests
{
    private static readonly Gen<(int Queries, int Rows, int Concurrency, int Attempts, int FaultShare, int Seed, bool InOrder, int StopAfter)> Runs =
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 40], Gen.Int[1, 12], Gen.Int[1, 4], Gen.Int[0, 90], Gen.Int[0, int.MaxValue - 1], Gen.Bool)
            .SelectMany(run => Gen.Int[-20, run.Item2].Select(stop => (run.Item1, run.Item2, run.Item3, run.Item4, run.Item5, run.Item6, run.Item7, stop)));

    [Fact]
    public async Task Under_any_faults_and_completion_order_every_row_is_answered_or_failed_in_full_with_its_own_answers()
        => await Runs.SampleAsync(
            async run =>
            {
                var transport = new FakeTransport(attempt => Unreliable(attempt, run.Seed, run.FaultShare));
                await using var executor = new RowExecutor(transport, Run.Options(run.Concurrency, run.Attempts));
                var options = new RunOptions { Order = run.InOrder ? OutcomeOrder.Input : OutcomeOrder.Completion };

                List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(run.Queries, Run.Inputs(run.Rows), options);

                Assert.Equal(run.Rows, outcomes.Count);
                Assert.All(outcomes, outcome => Run.AssertAtomic(outcome, run.Queries));
                IEnumerable<long> indexes = outcomes.Select(outcome => outcome.Index);
                Assert.Equal(Enumerable.Range(0, run.Rows).Select(index => (long)index), run.InOrder ? indexes : indexes.Order());
                Assert.All(outcomes, outcome => Assert.Equal(outcome.Index, ((EchoInput)outcome.UntypedInput).Id));
                AssertEveryAttemptIsAccountedFor(outcomes, transport, executor);
                Assert.True(transport.PeakInFlight <= run.Concurrency);
            },
            iter: 300,
            threads: 2);

    [Fact]
    public async Task Whenever_a_run_is_left_its_rows_are_whole_and_nothing_of_it_goes_on()
        => await Runs.SampleAsync(
            async run =>
            {
                var transport = new FakeTransport(attempt => Unreliable(attempt, run.Seed, run.FaultShare));
                await using var executor = new RowExecutor(transport, Run.Options(run.Concurrency, run.Attempts));
                using var cancel = new CancellationTokenSource();
                int taken = 0;
                try
                {
                    var options = new RunOptions { Order = run.InOrder ? OutcomeOrder.Input : OutcomeOrder.Completion };
                    await foreach (RowOutcome<EchoRow> outcome in executor.RunAsync(run.Queries, Run.Inputs(run.Rows), options, cancel.Token))
                    {
                        Run.AssertAtomic(outcome, run.Queries);
                        Assert.True(!run.InOrder || taken == outcome.Index);
                        if (taken++ == run.StopAfter)
                        {
                            if (run.Seed % 2 == 0)
                            {
                                break;
                            }

                            await cancel.CancelAsync();
                        }
                    }
                }
                catch (OperationCanceledException)
                {
                    Assert.True(cancel.IsCancellationRequested);
                }

                // The enumeration waits only a moment for attempts that are being cancelled.
                await Run.Until(() => executor.GetStatistics().RowsActive == 0);
                Assert.Equal(0, transport.InFlight);
                Assert.Equal(transport.Started.Count, transport.Ended.Count);
                ExecutorStatistics statistics = executor.GetStatistics();
                Assert.Equal(transport.Started.Count, statistics.AttemptsStarted);
                Assert.Equal(statistics.AttemptsStarted, statistics.AttemptsAnswered + statistics.AttemptsFailed + statistics.AttemptsCancelled);
                Assert.Equal(0, statistics.InFlight);
                Assert.Equal(0, statistics.Waiting);

                // Taken or not, each reply's tokens are in the statistics: the fake's are 10 and 5.
                Assert.Equal(statistics.AttemptsAnswered, statistics.AttemptsStarted - statistics.AttemptsOfUnknownUsage);
                Assert.Equal((10 * statistics.AttemptsAnswered, 5 * statistics.AttemptsAnswered), (statistics.InputTokens, statistics.OutputTokens));
            },
            iter: 300,
            threads: 2);

    [Theory]
    [InlineData(50, 10, 4)]
    [InlineData(20, 80, 4)]
    [InlineData(30, 14, 8)]
    public async Task The_succeeded_systems_failure_scenarios_leave_no_partial_row(int rows, int faultShare, int pool)
    {
        // A fault is keyed by (row, query, attempt), so a failed row has really spent its attempts.
        const int attempts = 3;
        var transport = new FakeTransport(attempt => Hash(attempt, 7) % 100 < faultShare ? FakeTransport.Throttled() : FakeTransport.Answer(attempt));
        await using var executor = new RowExecutor(transport, Run.Options(pool, attempts));

        List<RowOutcome<EchoRow>> outcomes = await executor.ListAsync(4, Run.Inputs(rows));

        Assert.Equal(rows, outcomes.Count);
        Assert.All(outcomes, outcome => Run.AssertAtomic(outcome, 4));
        AssertEveryAttemptIsAccountedFor(outcomes, transport, executor);
        foreach (RowOutcome<EchoRow> outcome in outcomes)
        {
            bool[] spent = [.. Enumerable.Range(0, 4).Select(query => Enumerable.Range(1, attempts)
                .All(number => Hash(new FakeAttempt((int)outcome.Index, query, number, default), 7) % 100 < faultShare))];
            Assert.Equal(spent.Any(isSpent => isSpent), outcome is FailedRow<EchoRow>);
            foreach (QueryReport failed in outcome.Queries.Where(report => report.Status == QueryStatus.Failed))
            {
                Assert.Equal(attempts, failed.Attempts.Length);
            }
        }
    }

    /// <summary>Replies after a random number of turns, with a random fault.</summary>
    private static async ValueTask<CompletionResult> Unreliable(FakeAttempt attempt, int seed, int faultShare)
    {
        uint hash = Hash(attempt, seed);
        for (uint turns = hash % 7; turns > 0; turns--)
        {
            await Task.Yield();
            attempt.Token.ThrowIfCancellationRequested();
        }

        if (hash / 7 % 100 >= faultShare)
        {
            return await FakeTransport.Answer(attempt);
        }

        return await ((hash / 700 % 12) switch
        {
            0 => FakeTransport.Rejected(),
            1 => FakeTransport.Reply("""{"answer":42}"""),
            2 => FakeTransport.Reply("""{"answer":"x","other":1}"""),
            3 => FakeTransport.Reply("nothing like JSON"),
            4 => FakeTransport.Reply("""{"answer":"cut""", FinishReason.Length),
            5 => FakeTransport.Reply(null),
            6 => throw new InvalidOperationException("not by the contract"),
            _ => FakeTransport.Throttled(),
        });
    }

    private static uint Hash(FakeAttempt attempt, int seed)
    {
        ulong hash = (ulong)(uint)seed;
        foreach (int part in (ReadOnlySpan<int>)[attempt.Row, attempt.Query, attempt.Number])
        {
            hash = (hash ^ (uint)part) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return (uint)(hash >> 32);
    }

    private static void AssertEveryAttemptIsAccountedFor(List<RowOutcome<EchoRow>> outcomes, FakeTransport transport, RowExecutor executor)
    {
        Assert.Equal(transport.Started.Count, transport.Ended.Count);
        Assert.Equal(transport.Started.Count, outcomes.Sum(outcome => outcome.Queries.Sum(report => report.Attempts.Length)));
        Assert.Equal(transport.Started.Count, executor.GetStatistics().AttemptsStarted);
        var sent = transport.Started.GroupBy(attempt => (attempt.Row, attempt.Query)).ToDictionary(group => group.Key, group => group.Count());
        foreach (RowOutcome<EchoRow> outcome in outcomes)
        {
            for (int query = 0; query < outcome.Queries.Length; query++)
            {
                Assert.Equal(sent.GetValueOrDefault(((int)outcome.Index, query)), outcome.Queries[query].Attempts.Length);
            }
        }
    }
}
