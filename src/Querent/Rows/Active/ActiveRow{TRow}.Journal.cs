using System.Diagnostics.CodeAnalysis;
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
            _restored = RestoredFailure.Of(_result, journal, _index);
            left = _restored is null ? RowReplay.Replay(_result, journal, Services.Calls) : null;
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

    [SuppressMessage("Reliability", "CA2012:Use ValueTasks correctly", Justification = "Its builder's task is none.")]
    private void Finish()
    {
        if (_journalFault is JournalException fault)
        {
            _owner.Abandoned(this, fault);
            return;
        }

        RowOutcome<TRow> outcome = _restored ?? Complete();
        if (_journal is null || outcome.IsRestored || outcome is FailedRow<TRow> { Failure.Error.Kind: QueryErrorKind.Cancelled })
        {
            GiveOut(outcome);
        }
        else
        {
            _owner.Recording(this);
            _ = RecordAsync(_journal, outcome);
        }
    }

    private RowOutcome<TRow> Complete()
    {
        QueryError? rowError = _end == CallEnd.RowDeadline ? ResilienceErrors.RowDeadline(Services.Options.RowTimeout, null) : null;
        RowOutcome<TRow> outcome = _result.Complete(rowError);
        outcome.IsRestored = outcome is AnsweredRow<TRow> && _result.AskedCount == 0 && _journal?.PastEnd is { Failure: null };
        return outcome;
    }

    /// <summary>Gives the row out once its end is durable, with all that was recorded of it.</summary>
    [AsyncMethodBuilder(typeof(UnawaitedMethodBuilder))]
    private async ValueTask RecordAsync(RowJournal journal, RowOutcome<TRow> outcome)
    {
        JournalException? fault = null;
        try
        {
            await journal.EndAsync(outcome is FailedRow<TRow> failed ? journal.Write(failed, FailureJson.Write) : null).ConfigureAwait(false);
        }
        catch (JournalException exception)
        {
            fault = exception;
        }

        if (fault is null)
        {
            GiveOut(outcome);
        }
        else
        {
            _owner.Abandoned(this, fault);
        }
    }

    private void GiveOut(RowOutcome<TRow> outcome)
    {
        Services.Counters.Add(outcome, _result.AnsweredCount, _result.RestoredCount);
        if (!outcome.IsRestored)
        {
            FailureLog.TellOf(Services.Telemetry.Logger, _result.Plan.Name, outcome);
        }

        _owner.Finished(this, outcome, _result.Bytes);
    }
}
