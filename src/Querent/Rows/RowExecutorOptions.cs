using System.Diagnostics.Metrics;
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

    /// <summary>
    /// Whether an answer fails its row, as <see cref="QueryErrorKind.FilterUnavailable"/>, when the provider says that its
    /// content filter did not look at the prompt or the answer (<c>content_filter_error</c>). False by default: the provider
    /// gives such an answer out as complete, so it is used, and <see cref="AttemptReport.Notes"/> says that it is unfiltered.
    /// It is paid for either way, so it is not asked for again. A reply that says nothing of a filter passes; over an
    /// <c>IChatClient</c>, which hides what the filter says, every reply does. An answer out of a journal or an answer store of which that is not
    /// known counts as not there.
    /// </summary>
    public bool RequireContentFilter { get; init; }

    /// <summary>
    /// Which requests that are in flight at the same time share one call, over all rows and runs of the executor; equal ones at
    /// temperature 0 by default. Who shares a call has its answer or its error, but none of its attempts:
    /// <see cref="QueryReport.IsShared"/>.
    /// </summary>
    public QuerySharing Sharing { get; init; }

    /// <summary>
    /// Where answers of other runs and processes are found, and those of this executor kept; nowhere by default. Whose answer is found
    /// there is not asked: <see cref="QueryReport.IsStored"/>. No attempt is made, so an <see cref="AttemptObserver"/> hears of none.
    /// </summary>
    public AnswerStoreOptions? AnswerStore { get; init; }

    /// <summary>The executor's name in measurements, as the tag <c>querent.executor</c>; none by default.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// What makes the meter <c>Querent</c> of the executor's measurements: the host's, as a rule. Null, the default, gives the
    /// executor a meter of its own.
    /// </summary>
    public IMeterFactory? MeterFactory { get; init; }

    /// <summary>By which rules the executor's health is watched (<see cref="RowExecutor.Health"/>); null for none.</summary>
    public HealthOptions? Health { get; init; } = new();

    internal override void Validate()
    {
        base.Validate();
        Health?.Validate();
        AnswerStore?.Validate();
        if (!Enum.IsDefined(Sharing))
        {
            throw new ArgumentOutOfRangeException(nameof(Sharing), Sharing, $"{nameof(Sharing)} must be one of {nameof(QuerySharing)}'s members.");
        }

        ArgumentNullException.ThrowIfNull(LoggerFactory);
    }
}
