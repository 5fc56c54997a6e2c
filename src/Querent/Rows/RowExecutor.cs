using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>
/// Asks the questions of row types: rows go in, each comes out with all of its answers or with one failure. All runs
/// of an executor share one pool of attempts, over rows and queries alike.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed partial class RowExecutor : IAsyncDisposable
{
    private readonly ICompletionTransport _transport;
    private readonly RowExecutorOptions _options;
    private readonly AdmissionQueue _admission;
    private readonly SharedCalls _sharing;
    private readonly PlanChecks _plans;
    private readonly ILogger _logger;
    private readonly RowServices _services;
    private readonly ExecutorPause _pause;
    private readonly ExecutorMetrics _metrics;
    private readonly StatisticsSource _statistics;
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _ending = new();
    private bool _isDisposed;

    /// <summary>Creates an executor.</summary>
    /// <param name="transport">What requests are sent through. The executor disposes of it when it is disposed of itself.</param>
    /// <param name="options">Limits, attempts, deadlines; the defaults when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RowExecutor(ICompletionTransport transport, RowExecutorOptions? options = null)
        : this(transport, options, static () => Environment.WorkingSet)
    {
    }

    /// <summary>Creates an executor whose health measures memory by another size than the process's working set.</summary>
    internal RowExecutor(ICompletionTransport transport, RowExecutorOptions? options, Func<long> memory)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _options = options ?? new RowExecutorOptions();
        _options.Validate();
        _transport = transport;
        _plans = new PlanChecks(transport, _options.QuotaPacing?.TokensPerMinute);
        _logger = new QuietLogger(_options.LoggerFactory.CreateLogger(ExecutorLog.Category));
        _admission = new AdmissionQueue(_options.CreateLimits(), _options.TimeProvider);
        _sharing = new SharedCalls(transport, _options.Sharing);
        _metrics = new ExecutorMetrics(_options.MeterFactory, _options.Name);
        var clock = new WorkingClock(_options.TimeProvider);
        var registry = new RowRegistry(clock, _options.RowTimeout);
        var deadlines = new RetryDeadlines();
        var attempts = new AttemptCounters(_metrics.Instruments);
        var rows = new RowCounters(_metrics.Instruments);
        _services = new RowServices(
            _admission,
            new QueryAsker(new AttemptPipeline(transport, _options, _admission, attempts, new NoticeLog(_logger), deadlines), _sharing, CreateStoredAnswers(), _options.RequireContentFilter),
            new CallPool(clock, capacity: (int)Math.Min(2L * _options.MaxConcurrency, int.MaxValue)),
            registry,
            rows,
            new AttemptTelemetry(_options.AttemptObserver, _logger, _options.TimeProvider),
            _options);
        _pause = new ExecutorPause(_admission, registry, deadlines, clock, _logger);
        _statistics = new StatisticsSource(attempts, rows, _admission, registry, _pause);
        _metrics.Show(_statistics);
        Health = new ExecutorHealth(_options.Health, _statistics, _options.TimeProvider, _logger, memory);
        registry.Begun = Health.Watch;
    }

    /// <summary>How many queries wait for a call that another has made.</summary>
    internal int Following => _sharing.Following;

    /// <summary>
    /// Says now, and not with the first row, whether the transport is known to refuse a query of a row type: for the start of a
    /// host. Sends nothing.
    /// </summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <exception cref="UnsupportedQueryException">The transport's model cannot answer a query of the row type.</exception>
    public void Check<TRow>()
        where TRow : class, IQueryRow<TRow>
        => Check(TRow.Plan);

    /// <summary>Answers the rows of a sequence.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="inputs">
    /// The inputs; read only as far as there is room. Reading may block: a sequence that is not a collection is read on
    /// a thread of its own.
    /// </param>
    /// <param name="options">The order of the outcomes and the bounds of memory; the defaults when null.</param>
    /// <param name="cancellationToken">
    /// Stops the run: what is in flight is cancelled, and the enumeration throws without waiting longer than a moment for a transport
    /// that is slow to end it.
    /// </param>
    /// <returns>
    /// An outcome a row, in the order of the source unless the options say otherwise. Nothing is read or asked before
    /// the enumeration starts, and nothing is begun after it ends, by whatever way; attempts that are still being cancelled
    /// then end by themselves, before <see cref="DisposeAsync"/> does, and a source that does not return from its own wait
    /// is given up. Rows that a stopped run had begun have no outcome; their attempts are in
    /// <see cref="GetStatistics"/>.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ExecutorStoppedException">The executor was drained or disposed of.</exception>
    /// <exception cref="SourceException">The source threw; the rows that it had given were finished first.</exception>
    /// <exception cref="RunStoppedException">Nearly all rows fail for one reason that is not theirs (<see cref="RunOptions.StopOnFailures"/>).</exception>
    /// <exception cref="JournalException">The run's journal cannot be opened, read or written. What was given out is recorded; started again, the run goes on.</exception>
    /// <exception cref="UnsupportedQueryException">The transport's model cannot answer a query of the row type, or the quota cannot ever take one; nothing was sent.</exception>
    public IAsyncEnumerable<RowOutcome<TRow>> RunAsync<TRow>(IEnumerable<IRowInput<TRow>> inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TRow : class, IQueryRow<TRow>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return RunAsync(TRow.Plan, () => RowSource.Of(inputs), Validated(options), cancellationToken);
    }

    /// <summary>Answers the rows of an async sequence.</summary>
    /// <inheritdoc cref="RunAsync{TRow}(IEnumerable{IRowInput{TRow}}, RunOptions?, CancellationToken)"/>
    public IAsyncEnumerable<RowOutcome<TRow>> RunAsync<TRow>(IAsyncEnumerable<IRowInput<TRow>> inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TRow : class, IQueryRow<TRow>
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return RunAsync(TRow.Plan, () => RowSource.Of(inputs), Validated(options), cancellationToken);
    }

    /// <summary>Answers the rows of a sequence of the caller's own input type (<see cref="QueryRowAttribute.Input"/>).</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <typeparam name="TInput">The type that rows come in as.</typeparam>
    /// <inheritdoc cref="RunAsync{TRow}(IEnumerable{IRowInput{TRow}}, RunOptions?, CancellationToken)"/>
    public IAsyncEnumerable<RowOutcome<TRow>> RunAsync<TRow, TInput>(IEnumerable<TInput> inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TRow : class, IQueryRow<TRow, TInput>
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return RunAsync(TRow.Plan, () => RowSource.Of(inputs), Validated(options), cancellationToken);
    }

    /// <summary>Answers the rows of an async sequence of the caller's own input type (<see cref="QueryRowAttribute.Input"/>).</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <typeparam name="TInput">The type that rows come in as.</typeparam>
    /// <inheritdoc cref="RunAsync{TRow}(IAsyncEnumerable{IRowInput{TRow}}, RunOptions?, CancellationToken)"/>
    public IAsyncEnumerable<RowOutcome<TRow>> RunAsync<TRow, TInput>(IAsyncEnumerable<TInput> inputs, RunOptions? options = null, CancellationToken cancellationToken = default)
        where TRow : class, IQueryRow<TRow, TInput>
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return RunAsync(TRow.Plan, () => RowSource.Of(inputs), Validated(options), cancellationToken);
    }

    /// <summary>Answers one row, in the same pool as the runs: in a web request, say.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <param name="input">The input.</param>
    /// <param name="cancellationToken">Cancels what is in flight.</param>
    /// <returns>The row's outcome, its index 0.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before the row was finished.</exception>
    /// <exception cref="ExecutorStoppedException">The executor was drained before, or disposed of before the row was finished.</exception>
    /// <exception cref="UnsupportedQueryException">The transport's model cannot answer a query of the row type, or the quota cannot ever take one; nothing was sent.</exception>
    public Task<RowOutcome<TRow>> AskAsync<TRow>(IRowInput<TRow> input, CancellationToken cancellationToken = default)
        where TRow : class, IQueryRow<TRow>
        => AskAsync(TRow.Plan, input, cancellationToken);

    /// <summary>Answers one row of the caller's own input type (<see cref="QueryRowAttribute.Input"/>).</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    /// <typeparam name="TInput">The type that rows come in as.</typeparam>
    /// <inheritdoc cref="AskAsync{TRow}(IRowInput{TRow}, CancellationToken)"/>
    public Task<RowOutcome<TRow>> AskAsync<TRow, TInput>(TInput input, CancellationToken cancellationToken = default)
        where TRow : class, IQueryRow<TRow, TInput>
        where TInput : class
        => AskAsync(TRow.Plan, input, cancellationToken);

    internal Task<RowOutcome<TRow>> AskAsync<TRow>(RowPlan<TRow> plan, object input, CancellationToken cancellationToken)
        where TRow : class
    {
        ArgumentNullException.ThrowIfNull(input);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_plans.Find(plan) is { } exception)
        {
            return Task.FromException<RowOutcome<TRow>>(exception);
        }

        return cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<RowOutcome<TRow>>(cancellationToken)
            : new SingleRow<TRow>(_services).AskAsync(plan, input, _ending.Token, cancellationToken);
    }

    internal void Check<TRow>(RowPlan<TRow> plan)
        where TRow : class
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _plans.Check(plan);
    }

    private StoredAnswers? CreateStoredAnswers()
        => _options.AnswerStore is { } store ? new StoredAnswers(store, _options.RequireContentFilter, _transport, _options.TimeProvider, _logger) : null;

    private static RunOptions Validated(RunOptions? options)
    {
        options ??= new RunOptions();
        options.Validate();
        return options;
    }

    internal async IAsyncEnumerable<RowOutcome<TRow>> RunAsync<TRow>(
        RowPlan<TRow> plan,
        Func<RowSource> source,
        RunOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where TRow : class
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        _plans.Check(plan);
        RunJournal? journal = options.Journal is { } kept ? await OpenAsync(kept, plan, cancellationToken).ConfigureAwait(false) : null;
        try
        {
            var run = new RowRun<TRow>(_services, plan, source(), options, _options.MaxConcurrency, journal);
            await using (run.ConfigureAwait(false))
            {
                using CancellationTokenRegistration cancelled = cancellationToken.UnsafeRegister(static run => ((RowRun<TRow>)run!).Stop(), run);
                using CancellationTokenRegistration ended = _ending.Token.UnsafeRegister(static run => ((RowRun<TRow>)run!).Stop(), run);
                using CancellationTokenRegistration drained = _draining.Token.UnsafeRegister(static run => ((RowRun<TRow>)run!).StopReading(), run);
                run.Start();
                while (await NextAsync(run, cancellationToken).ConfigureAwait(false) is { } outcome)
                {
                    yield return outcome;
                }
            }
        }
        finally
        {
            if (journal is not null)
            {
                await journal.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The run's next outcome; a run that was stopped throws with the token that stopped it.</summary>
    private static async ValueTask<RowOutcome<TRow>?> NextAsync<TRow>(RowRun<TRow> run, CancellationToken cancellationToken)
        where TRow : class
    {
        try
        {
            return await run.NextAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (exception is not ExecutorStoppedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ExecutorStoppedException("The executor was ended before the run was finished.");
        }
    }
}
