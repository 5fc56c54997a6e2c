using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Querent;

/// <summary>How a <see cref="RowExecutor"/> works: its limit, attempts, waits and deadlines, and whom it tells of them.</summary>
public sealed record RowExecutorOptions : ResilienceOptions
{
    /// <summary>
    /// Where the executor logs, under <c>Querent.RowExecutor</c>; nowhere by default. No event holds a prompt, an answer or
    /// a key.
    /// </summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Is told of every attempt, for an audit; nobody by default.</summary>
    public IAttemptObserver? AttemptObserver { get; init; }

    internal override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(LoggerFactory);
    }
}
