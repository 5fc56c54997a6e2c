namespace Querent;

/// <summary>How a run takes the rows that have ended.</summary>
internal sealed partial class RowRun<TRow>
{
    public void Recording(ActiveRow row)
    {
        lock (_lock)
        {
            row.IsRecording = true;
            _recording++;
            MakeRoom();
        }
    }

    public void Abandoned(ActiveRow row, JournalException fault)
    {
        lock (_lock)
        {
            _journalFault ??= fault;
            Remove(row);
            SignalIfDrained();
        }

        _services.Registry.Remove(row);
        Stop();
    }

    public void Finished(ActiveRow row, RowOutcome<TRow> outcome, long bytes, bool isLast)
    {
        bool isStopFound;
        lock (_lock)
        {
            Remove(row);
            isStopFound = Take(outcome, bytes, ((ActiveRow<TRow>)row).Journal);
            MakeRoom();
            SignalIfDrained();
        }

        _services.Registry.Remove(row);
        if (isLast || isStopFound)
        {
            TellOfNews(isStopFound);
        }
    }

    private void Remove(ActiveRow row)
    {
        _active.Remove(row);
        _recording -= row.IsRecording ? 1 : 0;
    }

    /// <summary>Takes an outcome; true when the run is to be stopped for it, which is then to be told of, outside of the lock.</summary>
    private bool Take(RowOutcome<TRow> outcome, long bytes, RowJournal? journal)
    {
        if (journal is { KeepsAnswers: true } && outcome is AnsweredRow<TRow> && _outcomes.MustWait(outcome.Index) && _outcomes.Bytes + bytes > _maxBytes / 2)
        {
            journal.ForgetPast();
            _services.Counters.Spill();
            var spilled = new SpilledRow<TRow>(outcome.Index, outcome.UntypedInput, _plan, journal, outcome.IsRestored);
            _outcomes.Add(outcome.Index, spilled, SpilledRow<TRow>.FixedBytes + (bytes / _plan.Queries.Length));   // a prompt's size, for its input's
        }
        else
        {
            _outcomes.Add(outcome.Index, outcome, bytes);
        }

        _tally.Add(outcome);
        QueryError? error = (outcome as FailedRow<TRow>)?.Failure.Error;
        if (_state != RunState.Reading || _failures?.Add(outcome.Index, error, counts: !outcome.IsRestored) is not { } finding)
        {
            return false;
        }

        _finding = finding;
        _state = RunState.FailedOut;
        _untold++;
        return true;
    }

    /// <summary>Tells the consumer that there is an outcome, and, where the run is to be stopped for it, the reader and the log.</summary>
    private void TellOfNews(bool isStopFound)
    {
        if (!isStopFound)
        {
            _news.Set();
            return;
        }

        Wake();
        _tally.Stop(_finding!, _nextIndex);
        lock (_lock)
        {
            _untold--;
        }

        _news.Set();
    }
}
