using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Querent.Tests.Rows.Dependencies;

/// <summary>What the provider and the row's own code do: each call is checked against what may be called now.</summary>
internal sealed partial class VirtualWorld
{
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

    /// <summary>Gives a flight its reply.</summary>
    private void Land(Flight flight)
    {
        (int row, int query, int attempt, _) = flight;
        CompletionResult reply;
        lock (_lock)
        {
            if (_plan.FailsAt(row, query, attempt))
            {
                Fail(row, query);
            }
            else
            {
                _rows[row].States[query] = _plan.IsThrottled(row, query, attempt) ? QueryState.BackingOff : QueryState.Ended;
            }

            reply = _plan.ReplyTo(row, query, attempt).AsTask().Result;
        }

        flight.Reply.TrySetResult(reply);
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

    [GeneratedRegex(@"^row (\d+) query (\d+) ")]
    private static partial Regex RowAndQuery();
}
