using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Querent;

/// <summary>
/// Asks the questions of row types: rows go in, each comes out with all of its answers or with one failure. All runs
/// of an executor share one pool of attempts, over rows and queries alike.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
public sealed class RowExecutor : IAsyncDisposable
{
    private readonly ICompletionTransport _transport;
    private readonly RowExecutorOptions _options;
    private readonly AdmissionQueue _admission;
    private readonly AttemptCounters _attempts = new();
    private readonly SharedCalls _sharing;
    private readonly PlanChecks _plans;
    private readonly ILogger _logger;
    private readonly RowServices _services;
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _ending = new();
    private bool _isDisposed;

    /// <summary>Creates an executor.</summary>
    /// <param name="transport">What requests are sent through. The executor disposes of it when it is disposed of itself.</param>
    /// <param name="options">Limits, attempts, deadlines; the defaults when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RowExecutor(ICompletionTransport transport, RowExecutorOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transport);
        _options = options ?? new RowExecutorOptions();
        _options.Validate();
        _transport = transport;
        _plans = new PlanChecks(transport, _options.QuotaPacing?.TokensPerMinute);
        _logger = new QuietLogger(_options.LoggerFactory.CreateLogger(ExecutorLog.Category));
        _admission = new AdmissionQueue(_options.CreateLimits(), _options.TimeProvider);
        _sharing = new SharedCalls(transport, _options.Sharing);
        _services = new RowServices(
            _admission,
            new QueryAsker(new AttemptPipeline(transport, _options, _admission, _attempts, new NoticeLog(_logger)), _sharing, _options.RequireContentFilter),
            new CallPool(_options.TimeProvider, capacity: 2 * _options.MaxConcurrency),
            new RowRegistry(_options.TimeProvider, _options.RowTimeout),
            new AttemptTelemetry(_options.AttemptObserver, _logger, _options.TimeProvider),
            _options);
    }

    /// <summary>How many queries wait for a call that another has made.</summary>
    internal int Following => _sharing.Following;

    /// <summary>What the executor has done so far and is doing now.</summary>
    public ExecutorStatistics GetStatistics()
    {
        // Ends first: what ended had started, so that the difference is never negative.
        (long answered, long failed, long cancelled) = (_attempts.Answered, _attempts.Failed, _attempts.Cancelled);
        return new ExecutorStatistics(
            _attempts.Started,
            answered,
            failed,
            cancelled,
            _attempts.InputTokens,
            _attempts.OutputTokens,
            _attempts.CachedInputTokens,
            _attempts.ReasoningTokens,
            _attempts.UnknownUsage,
            _admission.InUse,
            _admission.PeakInUse,
            _admission.Waiting,
            _admission.Limit);
    }

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
    /// <param name="cancellationToken">Stops the run: what is in flight is cancelled, and the enumeration throws.</param>
    /// <returns>
    /// An outcome a row, in the order of the source unless the options say otherwise. Nothing is read or asked before
    /// the enumeration starts, and nothing goes on after it ends, by whatever way; a source that does not return from
    /// its own wait is given up. Rows that a stopped run had begun have no outcome; their attempts are in
    /// <see cref="GetStatistics"/>.
    /// </returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ExecutorStoppedException">The executor was drained or disposed of.</exception>
    /// <exception cref="SourceException">The source threw; the rows that it had given were finished first.</exception>
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

    /// <summary>
    /// Takes no more rows and finishes those that are begun, with all of their retries. Runs read their sources no
    /// further, give out what they had begun, and then throw <see cref="ExecutorStoppedException"/>; asking another row
    /// throws it at once.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait and with it the rows that are not finished: their calls are cancelled.</param>
    /// <returns>A task that ends, without an exception, when nothing is in flight any more.</returns>
    public Task DrainAsync(CancellationToken cancellationToken = default)
    {
        ExecutorLog.Draining(_logger, _services.Registry.Count);
        Task empty = _services.Registry.CloseAsync();
        _draining.Cancel();
        return WaitAsync(empty, cancellationToken);
    }

    /// <summary>Ends what runs, waits until nothing is in flight, and disposes of the transport.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, true))
        {
            return;
        }

        await _ending.CancelAsync().ConfigureAwait(false);
        await _services.Registry.CloseAsync().ConfigureAwait(false);
        _services.Registry.Dispose();
        _services.Calls.Dispose();
        _admission.Dispose();
        await _transport.DisposeAsync().ConfigureAwait(false);
    }

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

    private async Task WaitAsync(Task empty, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration cut = cancellationToken.UnsafeRegister(static executor => ((RowExecutor)executor!).CutDrain(), this);
        await using (cut.ConfigureAwait(false))
        {
            await empty.ConfigureAwait(false);
        }

        ExecutorLog.Drained(_logger);
    }

    private void CutDrain()
    {
        ExecutorLog.DrainCut(_logger, _services.Registry.Count);
        _ = _ending.CancelAsync();
    }

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
        var run = new RowRun<TRow>(_services, plan, source(), options, _options.MaxConcurrency);
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
