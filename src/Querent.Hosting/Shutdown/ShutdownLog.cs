using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>What is logged of a shutdown, under ids that stay: docs/logging.md lists them.</summary>
internal static partial class ShutdownLog
{
    public const string Category = "Querent.Hosting";

    [LoggerMessage(2000, LogLevel.Information, "The host stops: executor {Executor} takes no more rows. {InFlight} attempts are in flight, {Waiting} wait; what is begun has {DrainTime} to finish.")]
    public static partial void DrainBegun(this ILogger logger, string executor, int inFlight, int waiting, TimeSpan drainTime);

    [LoggerMessage(2001, LogLevel.Information, "Executor {Executor} is drained after {Elapsed}: every row that was begun is finished.")]
    public static partial void Drained(this ILogger logger, string executor, TimeSpan elapsed);

    [LoggerMessage(2002, LogLevel.Warning, "Executor {Executor} was not drained in time: the rows that were left after {Elapsed} are ended. A longer DrainTimeout, within the host's ShutdownTimeout, gives them more.")]
    public static partial void CutOff(this ILogger logger, string executor, TimeSpan elapsed);
}
