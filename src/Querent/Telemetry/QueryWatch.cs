namespace Querent;

/// <summary>Tells the observer and the log of a query's attempts, each once it is known what became of it.</summary>
internal sealed class QueryWatch(RowWatch row, QueryDefinition query)
{
    private ExchangeRecord? _exchange;
    private bool _isOpen;
    private DateTimeOffset _startedAt;
    private int _attempts;

    /// <summary>What the observer threw, if it did.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Begins an attempt; what the transport notes of it goes into the record, where there is an observer for it.</summary>
    public ExchangeRecord? Begin()
    {
        _attempts++;
        _startedAt = row.Telemetry.TimeProvider.GetUtcNow();
        _isOpen = true;
        return _exchange = row.Telemetry.Observer is null ? null : new ExchangeRecord();
    }

    /// <summary>Tells of the attempt that was begun; does nothing when there is none.</summary>
    public void End(AttemptReport report, bool isTriedAgain)
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        string? requestId = _exchange?.RequestId ?? report.RequestId;
        int? statusCode = _exchange?.StatusCode ?? report.Error?.StatusCode;
        if (report.Error is { } error)
        {
            ExecutorLog.AttemptFailed(
                row.Telemetry.Logger,
                row.RowType,
                row.Index,
                query.Name,
                _attempts,
                error.Kind,
                statusCode,
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
                Lookups = query.Lookups,
                InputHash = row.InputHash,
                RequestHash = _exchange?.RequestHash,
                ResponseHash = _exchange?.ResponseHash,
                StatusCode = statusCode,
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
