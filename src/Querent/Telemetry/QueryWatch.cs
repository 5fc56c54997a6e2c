namespace Querent;

/// <summary>Tells the observer and the log of a query's attempts, each once it is known what became of it.</summary>
internal sealed class QueryWatch(RowWatch row, QueryDefinition query)
{
    private ExchangeRecord? _exchange;
    private DateTimeOffset _startedAt;
    private int _attempts;

    /// <summary>What the observer threw, if it did.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Begins an attempt; what the transport notes of it goes into the record.</summary>
    public ExchangeRecord Begin()
    {
        _attempts++;
        _startedAt = row.Telemetry.TimeProvider.GetUtcNow();
        return _exchange = new ExchangeRecord();
    }

    /// <summary>Tells of the attempt that was begun; does nothing when there is none.</summary>
    public void End(AttemptReport report, bool isTriedAgain)
    {
        if (Interlocked.Exchange(ref _exchange, null) is not { } exchange)
        {
            return;
        }

        string? requestId = exchange.RequestId ?? report.RequestId;
        if (report.Error is { } error)
        {
            ExecutorLog.AttemptFailed(
                row.Telemetry.Logger,
                row.RowType,
                row.Index,
                query.Name,
                _attempts,
                error.Kind,
                exchange.StatusCode ?? error.StatusCode,
                error.Code,
                requestId,
                report.Latency.TotalMilliseconds,
                isTriedAgain);
        }

        try
        {
            row.Telemetry.Observer?.OnAttempt(new AttemptRecord
            {
                RowType = row.RowType,
                RowNumber = row.Number,
                RowIndex = row.Index,
                Query = query.Name,
                Attempt = _attempts,
                StartedAt = _startedAt,
                TemplateHash = query.TemplateHash,
                InputHash = row.InputHash,
                RequestHash = exchange.RequestHash,
                ResponseHash = exchange.ResponseHash,
                StatusCode = exchange.StatusCode ?? report.Error?.StatusCode,
                RequestId = requestId,
                Report = report,
            });
        }
        catch (Exception exception)
        {
            Fault = exception;
        }
    }
}
