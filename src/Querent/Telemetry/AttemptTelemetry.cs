using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>Whom attempts are told of.</summary>
internal sealed class AttemptTelemetry(IAttemptObserver? observer, ILogger logger, TimeProvider timeProvider)
{
    public IAttemptObserver? Observer => observer;

    public ILogger Logger => logger;

    public TimeProvider TimeProvider => timeProvider;

    /// <summary>What tells of a row's attempts; null when nobody wants to know.</summary>
    public RowWatch? Watch<TRow>(RowPlan<TRow> plan, object input, long number, long index)
        where TRow : class
        => observer is null && !logger.IsEnabled(LogLevel.Debug) ? null : new RowWatch<TRow>(this, plan, input, number, index);
}
