namespace Querent;

/// <summary>How a run reads its source: while there is room, and until it is told to stop.</summary>
internal sealed partial class RowRun<TRow>
{
    private const int MostRecording = 4;

    private async Task ReadAsync(bool onOwnThread)
    {
        Exception? fault = null;
        try
        {
            _source.Open(_stop.Token);
            while (HasRoom() || await WaitForRoomAsync(onOwnThread).ConfigureAwait(false))
            {
                if (!await _source.MoveNextAsync().ConfigureAwait(false))
                {
                    EndReading(RunState.ReadToEnd);
                    break;
                }

                Admit(_source.Current);
            }
        }
        catch (Exception exception)
        {
            fault = exception;
            EndReading(RunState.SourceFailed);
        }

        try
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            fault ??= exception;
        }

        lock (_lock)
        {
            _isSourceClosed = true;
            _sourceFault = fault;
        }

        _news.Set();
    }

    /// <summary>The source has ended by itself, or thrown by itself; what it does once it was told to stop is neither.</summary>
    private void EndReading(RunState end)
    {
        lock (_lock)
        {
            if (_state == RunState.Reading)
            {
                _state = end;
                _tally.IsComplete = end == RunState.ReadToEnd;
            }
        }
    }

    private void Admit(object? input)
    {
        (RowJournal? journal, QueryError? refusal) = input is null
            ? (null, new QueryError(QueryErrorKind.InvalidInput, "The source gave null instead of an input."))
            : _journals?.Of(input, _nextIndex) ?? default;
        if (refusal is not null)
        {
            Refuse(input, refusal);
            return;
        }

        var row = new ActiveRow<TRow>(this, _plan, _nextIndex, input!, journal);   // the index is the reader's, and the row asks the logger what it wants
        lock (_lock)
        {
            if (MustNotRead)
            {
                return;
            }

            _nextIndex++;
            _active.Add(row);
        }

        if (_services.Registry.TryAdd(row))
        {
            row.Start();
            return;
        }

        lock (_lock)
        {
            _nextIndex--;   // no row follows: the executor takes none
            _active.Remove(row);
            SignalIfDrained();
        }

        StopReading();
    }

    /// <summary>Fails an input that cannot be a row.</summary>
    private void Refuse(object? input, QueryError refusal)
    {
        FailedRow<TRow> outcome;
        lock (_lock)
        {
            if (MustNotRead)
            {
                return;
            }

            outcome = new FailedRow<TRow>(_nextIndex++, input!, [], new RowFailure(null, refusal, [], 0, _plan.Queries.Length));
            _untold++;
        }

        _services.Counters.Add(outcome, answeredQueries: 0);
        FailureLog.TellOf(_services.Telemetry.Logger, _plan.Name, outcome);
        bool isStopFound;
        lock (_lock)
        {
            _untold--;
            isStopFound = Take(outcome, RowResult.FixedBytes, journal: null);
        }

        TellOfNews(isStopFound);
    }

    private bool HasRoom()
    {
        lock (_lock)
        {
            _isFull = !MustNotRead && !HasRoom(_maxUnfinished - 1);
            return !MustNotRead && !_isFull;
        }
    }

    private async ValueTask<bool> WaitForRoomAsync(bool onOwnThread)
    {
        while (true)
        {
            lock (_lock)
            {
                if (MustNotRead || !_isFull)
                {
                    return !MustNotRead;
                }
            }

            ValueTask wait = _room.WaitAsync();
            if (onOwnThread)
            {
                wait.AsTask().GetAwaiter().GetResult();   // the thread is ours to block
            }
            else
            {
                await wait.ConfigureAwait(false);
            }
        }
    }

    // Rows that only wait for the journal hold up none that could be asked, until there are very many of them.
    private bool HasRoom(long rows)
        => _active.Count - _recording <= rows
            && _recording <= MostRecording * rows
            && _outcomes.ReadyCount <= rows
            && _outcomes.Bytes < _maxBytes;

    /// <summary>Wakes the reader, but only once it can read several rows: a wake-up costs more than a row.</summary>
    private void MakeRoom()
    {
        if (_isFull && HasRoom(_maxUnfinished * 3L / 4))
        {
            _isFull = false;
            _room.Set();
        }
    }
}
