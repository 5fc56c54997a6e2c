using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>How a row begins and ends with its journal: with what is recorded of it, and not given out before its own end is.</summary>
internal sealed partial class ActiveRow<TRow>
{
    /// <summary>Takes over what the journal has of the row, and begins with what is left.</summary>
    [AsyncMethodBuilder(typeof(UnawaitedMethodBuilder))]
    private async ValueTask RestoreAsync(RowJournal journal)
    {
        RowAgenda? left = null;
        Exception? fault = null;
        try
        {
            await journal.FindPastAsync().ConfigureAwait(false);
            _outcome = RestoredFailure.Of(_result, journal, _index);
            left = _outcome is null ? RowReplay.Replay(_result, journal, Services.Calls) : null;
        }
        catch (Exception exception)
        {
            fault = exception is OperationCanceledException or JournalException ? exception : JournalTexts.Unreadable(exception);
        }

        lock (_lock)
        {
            _agenda = left ?? _agenda;
            _journalFault = fault;
            if (left is null && _end == CallEnd.None)
            {
                _end = CallEnd.Dropped;   // nothing is to be asked
            }
        }

        Begin(new RowWork(left?.ReadyCount ?? 0, 0));
    }

    private void Finish()
    {
        if (_journalFault is JournalException fault)
        {
            _owner.Abandoned(this, fault);
            return;
        }

        RowOutcome<TRow> outcome = _outcome ?? Complete();
        if (_journal is null || outcome.IsRestored || outcome is FailedRow<TRow> { Failure.Error.Kind: QueryErrorKind.Cancelled })
        {
            GiveOut(outcome);
        }
        else
        {
            _outcome = outcome;
            _owner.Recording(this);
            _journal.End(outcome is FailedRow<TRow> failed ? _journal.Write(failed, FailureJson.Write) : null, this);
        }
    }

    private RowOutcome<TRow> Complete()
    {
        QueryError? rowError = _end == CallEnd.RowDeadline ? ResilienceErrors.RowDeadline(Services.Options.RowTimeout, null) : null;
        RowOutcome<TRow> outcome = _result.Complete(rowError);
        outcome.IsRestored = outcome is AnsweredRow<TRow> && _result.AskedCount == 0 && _journal?.PastEnd is { Failure: null };
        return outcome;
    }

    /// <summary>Gives the row out, now that its end is durable with all that was recorded of it.</summary>
    public void Recorded(JournalException? fault, bool isLast)
    {
        if (fault is null)
        {
            GiveOut(_outcome!, isLast);
        }
        else
        {
            _owner.Abandoned(this, fault);
        }
    }

    /// <summary>Asks for the permits again that were given back or not waited for because the journal was behind.</summary>
    public void GoOn()
    {
        lock (_lock)
        {
            if (_held > 0)
            {
                Services.Admission.Request(this, _held);
                _held = 0;
            }
        }
    }

    /// <summary>
    /// Gives a permit back that was just granted where the journal is behind, and waits for no other: what is paid for now would be lost in
    /// a crash.
    /// </summary>
    private bool IsHeldBack()
    {
        if (_journal is null)
        {
            return false;
        }

        lock (_lock)
        {
            if (_end != CallEnd.None || !_journal.TryHold(this))
            {
                return false;
            }

            _held += 1 + Services.Admission.Withdraw(this);
        }

        Services.Admission.Unsent();
        Services.Admission.Release();
        return true;
    }

    private void GiveOut(RowOutcome<TRow> outcome, bool isLast = true)
    {
        Services.Counters.Add(outcome, _result.AnsweredCount, _result.RestoredCount);
        if (!outcome.IsRestored)
        {
            FailureLog.TellOf(Services.Telemetry.Logger, _result.Plan.Name, outcome);
        }

        _owner.Finished(this, outcome, _result.Bytes, isLast);
    }
}
