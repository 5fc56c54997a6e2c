using System.Diagnostics;

namespace Querent.Tests.Rows.Dependencies;

/// <summary>
/// A provider in virtual time, and the rows that are asked of it. Time moves only when everything has been started that
/// could be: whatever is asked too early, twice or with another's answers is noted as a violation, and what is never asked
/// stops the world.
/// </summary>
internal sealed partial class VirtualWorld : ICompletionTransport
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly RandomPlan _plan;
    private readonly RowPlan<PlanRow> _rowPlan;
    private readonly RowExecutor _executor;
    private readonly int _limit;
    private readonly TimeSpan _rowTimeout;
    private readonly List<VirtualRow> _rows = [];
    private readonly List<Flight> _flights = [];
    private readonly List<string> _violations = [];
    private readonly List<int> _starts = [];

    public VirtualWorld(RandomPlan plan, int limit, TimeSpan? rowTimeout = null)
    {
        _plan = plan;
        _limit = limit;
        _rowTimeout = rowTimeout ?? TimeSpan.FromHours(20);
        _rowPlan = plan.Build(this);
        _executor = new RowExecutor(this, Run.Options(limit, RandomPlan.MaxAttempts, Clock) with
        {
            AttemptTimeout = TimeSpan.FromHours(10),
            QueryTimeout = TimeSpan.FromHours(10),
            RowTimeout = _rowTimeout,
            MaxRetryAfter = TimeSpan.FromHours(1),
        });
    }

    public VirtualClock Clock { get; } = new();

    public IReadOnlyList<VirtualRow> Rows => _rows;

    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Whether a permit must never go to a younger row while an older one has a query to ask.</summary>
    public bool IsOrderHeld { get; init; }

    public ExecutorStatistics Statistics => _executor.GetStatistics();

    /// <summary>Begins a row, while the last things still happen unless the order of permits is to be told.</summary>
    public async Task BeginAsync(int id)
    {
        if (IsOrderHeld)
        {
            await SettleAsync();
        }

        var row = new VirtualRow(id, _plan.Count, Clock.Now);
        lock (_lock)
        {
            _rows.Add(row);
        }

        row.Outcome = _executor.AskAsync(_rowPlan, new PlanInput(id), row.Cancel.Token);
    }

    /// <summary>
    /// Lets the next thing happen, once all that can be started is, and cancels rows in the meantime; false when nothing is left.
    /// </summary>
    public async Task<bool> StepAsync(Func<VirtualRow, bool> isCancelled)
    {
        await SettleAsync();
        DateTimeOffset[] times = [.. _flights.Select(flight => flight.Due), .. Clock.Pending, .. _rows.Where(row => !row.IsFinished).Select(row => row.Begun + _rowTimeout)];
        if (times.Length == 0)
        {
            return false;
        }

        Doom(times.Min());
        Clock.Advance(times.Min() - Clock.Now);
        Flight[] due;
        lock (_lock)
        {
            due = [.. _flights.Where(flight => flight.Due <= Clock.Now)];
            _flights.RemoveAll(flight => flight.Due <= Clock.Now);
        }

        Task[] cancelling = [.. _rows.Where(row => !row.IsFinished && isCancelled(row)).Select(row =>
        {
            row.IsDoomed = row.IsCancelled = true;
            return Task.Run(row.Cancel.Cancel);
        })];
        Random.Shared.Shuffle(due);
        foreach (Flight flight in due)
        {
            Land(flight);
        }

        await Task.WhenAll(cancelling);
        return true;
    }

    /// <summary>Waits until nothing goes on but what waits for a time.</summary>
    public async Task SettleAsync()
    {
        long begun = Stopwatch.GetTimestamp();
        while (!IsSettled(out string why))
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(begun) > Patience)
            {
                Assert.Fail($"Nothing goes on, and {why}.");
            }

            await Task.Yield();
        }

        lock (_lock)
        {
            VirtualRow? oldest = _rows.FirstOrDefault(row => !row.IsFinished && Ready(row).Any());
            if (IsOrderHeld && oldest is not null && _starts.Any(id => id > oldest.Id))
            {
                _violations.Add($"a younger row was served while row {oldest.Id} waited");
            }

            _starts.Clear();
        }
    }

    /// <summary>Disposes of the executor, unless a row hangs: that would hide the failure behind another hang.</summary>
    public ValueTask DisposeAsync() => _rows.All(row => row.Outcome.IsCompleted) ? _executor.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>From the rows' deadline on they have to end.</summary>
    private void Doom(DateTimeOffset now)
    {
        foreach (VirtualRow row in _rows.Where(row => row.Begun + _rowTimeout <= now))
        {
            row.IsDoomed = row.IsOverdue = true;
        }
    }

    /// <summary>The queries of a row that could be asked and are not.</summary>
    private IEnumerable<int> Ready(VirtualRow row) => Enumerable.Range(0, _plan.Count).Where(query =>
        row.States[query] is QueryState.Waiting or QueryState.ToBeAsked && _plan.Needs[query].All(needed => row.States[needed] == QueryState.Ended));

    private bool IsSettled(out string why)
    {
        lock (_lock)
        {
            int waiting = 0, backingOff = 0, undecided = 0;
            why = "";
            foreach (VirtualRow row in _rows)
            {
                if (row.Outcome.IsCompleted)
                {
                    row.Finished ??= Clock.Now;
                    continue;
                }

                if (row.IsDoomed || row.States.All(state => state == QueryState.Ended))
                {
                    why = $"row {row.Id} has no outcome";
                    return false;
                }

                backingOff += row.States.Count(state => state == QueryState.BackingOff);
                foreach (int query in Ready(row))
                {
                    why = $"row {row.Id} query {query} has all that it needs";
                    waiting++;
                    undecided += row.States[query] == QueryState.Waiting && _plan.IsConditional[query] ? 1 : 0;
                }
            }

            int delayed = Clock.Pending.Length;
            bool isFull = _flights.Count == _limit;
            why = why.Length > 0 ? why : $"{_flights.Count} attempts are in flight, {backingOff} queries back off, {delayed} delays are open";
            ExecutorStatistics statistics = _executor.GetStatistics();
            return undecided == 0
                && (waiting == 0 || isFull)
                && (delayed == backingOff || (isFull && delayed < backingOff))
                && statistics.InFlight == _flights.Count
                && statistics.Waiting == waiting + backingOff - delayed;   // what was decided on may not have asked for its permit yet
        }
    }
}
