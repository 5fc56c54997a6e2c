using Microsoft.Extensions.Logging;

namespace Querent.Tests.Telemetry;

/// <summary>A logger is the user's code: nothing of a run is locked while it has its turn.</summary>
public sealed class SlowLoggerTests : IDisposable
{
    private const int RowFailed = 1100;
    private const int RunEnded = 1201;
    private const int RunStopped = 1202;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CallingLog _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_logger_that_has_another_thread_look_at_the_run_it_is_told_of_does_not_stall_it()
    {
        var transport = new FakeTransport(_ => FakeTransport.Rejected());
        await using var executor = new RowExecutor(transport, Run.Options() with { LoggerFactory = _log });
        _log.OnAnything = () => OnAnotherThread(() => executor.GetStatistics());

        await Assert.ThrowsAsync<RunStoppedException>(() => executor.ListAsync(1, [null, .. Run.Inputs(300)]));

        Assert.Null(_log.Fault);
        Assert.Contains(RowFailed, _log.Ids);
        Assert.Single(_log.Ids, id => id == RunStopped);
        Assert.Equal(RunEnded, _log.Ids[^1]);
    }

    [Fact]
    public async Task Rows_go_on_and_are_given_out_while_the_log_is_told_why_their_run_stops()
    {
        using var told = new ManualResetEventSlim();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var transport = new FakeTransport(async attempt =>
        {
            if (attempt.Row >= 10)
            {
                begun.TrySetResult();
                await held.Task;
                return await FakeTransport.Answer(attempt);
            }

            await (attempt.Row == 9 ? begun.Task : Task.CompletedTask);   // there is a row to go on with
            return new CompletionResult(new QueryError(QueryErrorKind.Authentication, "No.") { StatusCode = 401 });
        });
        await using var executor = new RowExecutor(transport, Run.Options(concurrency: 2) with { LoggerFactory = _log });
        _log.On[RunStopped] = () =>
        {
            asked.SetResult();
            Hold(told);
        };

        await using IAsyncEnumerator<RowOutcome<EchoRow>> run = executor.RunAsync(1, Enumerable.InfiniteSequence(0, 1).Select(id => new EchoInput(id)), new RunOptions { MaxUnfinishedRows = 100 }, Token).GetAsyncEnumerator(Token);
        Assert.True(await run.MoveNextAsync());
        await asked.Task;
        for (int row = 1; row < 10; row++)
        {
            Assert.True(await run.MoveNextAsync());
        }

        held.SetResult();
        await Run.Until(() => executor.GetStatistics().RowsActive == 0);
        int answered = 0;
        ValueTask<bool> next = run.MoveNextAsync();
        for (; next.IsCompleted; next = run.MoveNextAsync())
        {
            answered++;
            Assert.True(await next);
            Assert.IsType<AnsweredRow<EchoRow>>(run.Current);
        }

        Assert.True(answered > 0);
        told.Set();   // the run ends once the log knows why
        await Assert.ThrowsAsync<RunStoppedException>(async () => await next);
        Assert.Null(_log.Fault);
    }

    [Fact]
    public async Task Rows_are_given_out_while_the_log_is_told_of_an_input_that_is_none()
    {
        using var told = new ManualResetEventSlim();
        await using var executor = new RowExecutor(new FakeTransport(), Run.Options() with { LoggerFactory = _log });
        _log.On[RowFailed] = () => Hold(told);

        await using IAsyncEnumerator<RowOutcome<EchoRow>> run = executor.RunAsync(1, [new EchoInput(0), null], cancellationToken: Token).GetAsyncEnumerator(Token);
        Assert.True(await run.MoveNextAsync());
        Assert.IsType<AnsweredRow<EchoRow>>(run.Current);
        ValueTask<bool> next = run.MoveNextAsync();
        await Run.Until(() => _log.Ids.Contains(RowFailed));
        Assert.Equal(0, executor.GetStatistics().RowsActive);
        Assert.False(next.IsCompleted);

        told.Set();
        Assert.True(await next);
        Assert.Equal((1L, QueryErrorKind.InvalidInput), (run.Current.Index, Assert.IsType<FailedRow<EchoRow>>(run.Current).Failure.Error.Kind));
        Assert.False(await run.MoveNextAsync());
        Assert.Null(_log.Fault);
    }

    public void Dispose() => _log.Dispose();

    private static void Hold(ManualResetEventSlim told)
    {
        if (!told.Wait(Patience, Token))
        {
            throw new TimeoutException("Nothing went on while the log was being told.");
        }
    }

    private static void OnAnotherThread(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        if (!thread.Join(Patience))
        {
            throw new TimeoutException("Another thread could not look at the run: something is locked.");
        }
    }

    /// <summary>A log that calls back, from what it is asked and from what it is told.</summary>
    private sealed class CallingLog : ILoggerFactory, ILogger
    {
        private readonly Lock _lock = new();
        private readonly List<int> _ids = [];

        public Dictionary<int, Action> On { get; } = [];

        public Action? OnAnything { get; set; }

        /// <summary>What it was told, in order; each before what is done about it.</summary>
        public int[] Ids
        {
            get
            {
                lock (_lock)
                {
                    return [.. _ids];
                }
            }
        }

        /// <summary>What went wrong in it, which an executor passes over.</summary>
        public Exception? Fault { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
            => null;

        public bool IsEnabled(LogLevel logLevel)
        {
            Call(OnAnything);
            return logLevel >= LogLevel.Information;
        }

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lock)
            {
                _ids.Add(eventId.Id);
            }

            Call(On.GetValueOrDefault(eventId.Id));
            Call(OnAnything);
        }

        public void Dispose()
        {
        }

        private void Call(Action? action)
        {
            try
            {
                action?.Invoke();
            }
            catch (TimeoutException exception)
            {
                Fault ??= exception;
            }
        }
    }
}
