using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

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

    /// <summary>A prompt is rendered.</summary>
    public void Render(int row, int query)
    {
        lock (_lock)
        {
            CheckNeeds(row, query, "rendered");
            Fate fate = _plan.FateOf(row, query);
            if (fate is Fate.PromptThrows or Fate.KeyMissing)
            {
                Fail(row, query);
                throw fate == Fate.KeyMissing ? new LookupException("Weights") : new InvalidOperationException("secret of the prompt");
            }
        }
    }

    /// <summary>A condition is decided on.</summary>
    public bool Decide(int row, int query, object?[] answers)
    {
        lock (_lock)
        {
            CheckNeeds(row, query, "decided on");
            if (_rows[row].States[query] != QueryState.Waiting)
            {
                _violations.Add($"row {row} query {query} was decided on twice");
            }

            (string?[] expected, _) = _plan.Expected(row);
            if (_plan.Needs[query].Any(needed => !Equals(answers[needed], expected[needed])))
            {
                _violations.Add($"row {row} query {query} was decided on by other answers");
            }

            if (_plan.FateOf(row, query) == Fate.ConditionThrows)
            {
                Fail(row, query);
                throw new InvalidOperationException("secret of the condition");
            }

            bool isAsked = _plan.Holds(row, query, answers);
            _rows[row].States[query] = isAsked ? QueryState.ToBeAsked : QueryState.Ended;
            return isAsked;
        }
    }

    public async ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        string prompt = JsonDocument.Parse(request.Messages).RootElement.GetProperty("content").GetString()!.Trim();
        Match match = RowAndQuery().Match(prompt);
        int row = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        int query = int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        Flight flight;
        lock (_lock)
        {
            CheckNeeds(row, query, "sent");
            QueryState state = _rows[row].States[query];
            if (state is not (QueryState.ToBeAsked or QueryState.BackingOff) && !(state == QueryState.Waiting && !_plan.IsConditional[query]))
            {
                _violations.Add($"row {row} query {query} was sent though it was {state}");
            }

            if (prompt != _plan.PromptOf(row, query, _plan.Expected(row).Answers))
            {
                _violations.Add($"row {row} query {query} was sent with other answers");
            }

            if (state != QueryState.BackingOff)
            {
                _starts.Add(row);
            }

            int attempt = ++_rows[row].Attempts[query];
            _rows[row].States[query] = QueryState.InFlight;
            flight = new Flight(row, query, attempt, Clock.Now + _plan.LatencyOf(row, query, attempt));
            _flights.Add(flight);
        }

        await using CancellationTokenRegistration cut = cancellationToken.Register(() =>
        {
            lock (_lock)
            {
                _flights.Remove(flight);
            }

            flight.Reply.TrySetCanceled(cancellationToken);
        });
        return await flight.Reply.Task;
    }

    public ValueTask DisposeAsync() => _executor.DisposeAsync();

    /// <summary>Gives a flight its reply.</summary>
    private void Land(Flight flight)
    {
        (int row, int query, int attempt, _) = flight;
        CompletionResult reply;
        lock (_lock)
        {
            Fate fate = _plan.FateOf(row, query);
            bool isThrottled = fate == Fate.Spent || (fate == Fate.Transient && attempt < _plan.AttemptsOf(row, query));
            if (fate is Fate.Rejected or Fate.Invalid || (isThrottled && attempt == RandomPlan.MaxAttempts))
            {
                Fail(row, query);
            }
            else
            {
                _rows[row].States[query] = isThrottled ? QueryState.BackingOff : QueryState.Ended;
            }

            ValueTask<CompletionResult> sent = fate switch
            {
                Fate.Rejected => FakeTransport.Rejected(),
                Fate.Invalid => FakeTransport.Reply("""{"answer":42}"""),
                _ when isThrottled => FakeTransport.Throttled(TimeSpan.FromSeconds(1 + query)),
                _ => FakeTransport.Reply($$"""{"answer":"{{RandomPlan.Answer(row, query)}}"}"""),
            };
            reply = sent.AsTask().Result;
        }

        flight.Reply.TrySetResult(reply);
    }

    /// <summary>From the rows' deadline on they have to end.</summary>
    private void Doom(DateTimeOffset now)
    {
        foreach (VirtualRow row in _rows.Where(row => row.Begun + _rowTimeout <= now))
        {
            row.IsDoomed = row.IsOverdue = true;
        }
    }

    private void Fail(int row, int query)
    {
        _rows[row].States[query] = QueryState.Failed;
        _rows[row].IsDoomed = true;
    }

    private void CheckNeeds(int row, int query, string what)
    {
        foreach (int needed in _plan.Needs[query].Where(needed => _rows[row].States[needed] != QueryState.Ended))
        {
            _violations.Add($"row {row} query {query} was {what} while query {needed}, which it needs, was {_rows[row].States[needed]}");
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
            return undecided == 0
                && (waiting == 0 || isFull)
                && (delayed == backingOff || (isFull && delayed < backingOff))
                && _executor.GetStatistics().InFlight == _flights.Count;
        }
    }

    [GeneratedRegex(@"^row (\d+) query (\d+) ")]
    private static partial Regex RowAndQuery();

    private sealed record Flight(int Row, int Query, int Attempt, DateTimeOffset Due)
    {
        public TaskCompletionSource<CompletionResult> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
