using System.Globalization;
using Querent.Emulator;

namespace Querent.Conformance;

public abstract partial class ConformanceTests<TTransport>
{
    [Theory]
    [InlineData(OutcomeOrder.Input)]
    [InlineData(OutcomeOrder.Completion)]
    public async Task Under_faults_and_random_latencies_every_answer_names_its_own_row_and_query(OutcomeOrder order)
    {
        const int rows = 600;
        var random = new Random(11);
        EmulatorFault[] faults =
        [
            EmulatorFault.Throttle(), EmulatorFault.Status(500), EmulatorFault.CutBody(), EmulatorFault.ResetBeforeResponse(),
            EmulatorFault.Refusal(), EmulatorFault.AnswerNotJson(), EmulatorFault.Truncated(),
        ];
        await using EchoRun run = await StartAsync(
            FaultRule.When(request =>
            {
                lock (random)
                {
                    // Most faults pass; a few are for good.
                    return random.Next(100) < 8 ? faults[random.Next(100) < 90 ? random.Next(4) : 4 + random.Next(3)] : null;
                }
            }),
            EmulatorLatency.LogNormal(TimeSpan.FromMilliseconds(3), 0.8),
            EchoRun.Options(concurrency: 24, attempts: 3));

        List<RowOutcome<EchoRow>> outcomes = await run.ListAsync(rows, new RunOptions { Order = order });

        Assert.Equal(rows, outcomes.Count);
        IEnumerable<long> indexes = outcomes.Select(outcome => outcome.Index);
        Assert.Equal(Enumerable.Range(0, rows).Select(index => (long)index), order == OutcomeOrder.Input ? indexes : indexes.Order());
        foreach (RowOutcome<EchoRow> outcome in outcomes)
        {
            Assert.Equal(outcome.Index, outcome.Input.Id);
            if (outcome is AnsweredRow<EchoRow> { Row: var row })
            {
                string id = row.Id.ToString(CultureInfo.InvariantCulture);
                Assert.Equal(outcome.Input.Id, row.Id);
                Assert.Equal(outcome.Input.Text, row.Text);
                Assert.Equal([new(id, "first"), new(id, "second"), new(id, "third")], [row.First, row.Second, row.Third]);
            }
        }

        Assert.NotEmpty(outcomes.OfType<FailedRow<EchoRow>>());
        Assert.NotEmpty(outcomes.OfType<AnsweredRow<EchoRow>>());

        run.AssertTheWireAgrees(outcomes);
        Assert.Equal(24, run.Executor.GetStatistics().PeakInFlight);
    }

    [Fact]
    public async Task The_endpoint_sees_as_many_attempts_at_a_time_as_are_allowed_and_no_more()
    {
        // Without faults: the endpoint notices a cancelled attempt only after its permit has gone to another.
        await using EchoRun run = await StartAsync(latency: EmulatorLatency.LogNormal(TimeSpan.FromMilliseconds(3), 0.8), options: EchoRun.Options(concurrency: 12));

        await run.ListAsync(200);

        Assert.InRange(run.Emulator.GetCounters().PeakInFlight, 1, 12);
        Assert.Equal(12, run.Executor.GetStatistics().PeakInFlight);
    }

    [Fact]
    public async Task A_report_says_what_the_wire_said()
    {
        await using EchoRun run = await StartAsync(latency: EmulatorLatency.Fixed(TimeSpan.FromMilliseconds(5)));

        RowOutcome<EchoRow> outcome = Assert.Single(await run.ListAsync(1));

        Assert.Equal(["First", "Second", "Third"], outcome.Queries.Select(query => query.Query));
        Assert.All(outcome.Queries, query =>
        {
            Assert.Contains("emulator", query.Model, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(FinishReason.Stop, query.FinishReason);
            Assert.Single(query.Attempts);
            Assert.True(query.Usage.InputTokens > 0);
            Assert.True(query.Usage.OutputTokens > 0);
            Assert.True(query.Latency >= TimeSpan.FromMilliseconds(4));
        });
    }

    [Fact]
    public async Task One_row_is_asked_by_itself()
    {
        await using EchoRun run = await StartAsync();

        RowOutcome<EchoRow> outcome = await run.Executor.AskAsync(EchoRun.Inputs(1)[0], Token);

        Assert.True(outcome.TryGetRow(out EchoRow? row, out _));
        Assert.Equal(new Echo("0", "second"), row.Second);
    }
}
