using System.Collections.Concurrent;
using Querent.Emulator;

namespace Querent.Conformance;

public abstract partial class ConformanceTests<TTransport>
{
    [Fact]
    public async Task Each_attempt_on_the_wire_is_in_the_audit_once_and_none_besides()
    {
        var audit = new Audit();
        await using EchoRun run = await StartAsync(
            FaultRule.When(request => (EchoRun.RowOf(request) + request.Attempt) % 3 == 0 ? EmulatorFault.Throttle() : null),
            options: EchoRun.Options() with { AttemptObserver = audit });

        List<RowOutcome<EchoRow>> outcomes = await run.ListAsync(50);

        Assert.All(outcomes, outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Assert.Equal(run.Emulator.GetCounters().Attempts, audit.Records.Count);
        Assert.Equal(audit.Records.Count, audit.Records.Select(record => (record.RowIndex, record.Query, record.Attempt)).Distinct().Count());
        Assert.Equal(
            outcomes.SelectMany(outcome => outcome.Queries.SelectMany(query => query.Attempts.Select(attempt => (outcome.Index, query.Query, attempt)))).OrderBy(Key),
            audit.Records.Select(record => (record.RowIndex, record.Query, record.Report)).OrderBy(Key));
        Assert.All(audit.Records, record => Assert.Equal(record.Report.Error is null ? null : 429, record.Report.Error?.StatusCode));

        static (long, string, TimeSpan) Key((long Row, string Query, AttemptReport Report) attempt) => (attempt.Row, attempt.Query, attempt.Report.Latency);
    }

    private sealed class Audit : IAttemptObserver
    {
        public ConcurrentBag<AttemptRecord> Records { get; } = [];

        public void OnAttempt(AttemptRecord attempt) => Records.Add(attempt);
    }
}
