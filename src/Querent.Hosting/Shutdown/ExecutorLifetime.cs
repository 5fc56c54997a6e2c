using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Querent;

/// <summary>
/// Makes an executor when the host starts, so that what is wrong with it stops the start, and drains it when the host
/// stops: from before the servers stop, beside them, until after they have.
/// </summary>
internal sealed class ExecutorLifetime(IServiceProvider services, ExecutorRegistration registration) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _cut = new();
    private readonly TimeProvider _clock = services.GetService<TimeProvider>() ?? TimeProvider.System;
    private RowExecutor? _executor;
    private Task? _drained;
    private volatile bool _isDisposed;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _executor = registration.Resolve(services);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Begins to drain and returns: the servers stop meanwhile.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (_executor is { } executor)
        {
            _drained ??= DrainAsync(executor);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits, now that the servers have stopped, for what is left.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (_drained is { } drained)
        {
            CancellationTokenRegistration timeIsUp = cancellationToken.UnsafeRegister(static lifetime => ((ExecutorLifetime)lifetime!).Cut(), this);
            await using (timeIsUp.ConfigureAwait(false))
            {
                await drained.ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        _cut.Dispose();
    }

    private async Task DrainAsync(RowExecutor executor)
    {
        ILogger logger = services.GetService<ILoggerFactory>()?.CreateLogger(ShutdownLog.Category) ?? NullLogger.Instance;
        string name = registration.Name ?? "(default)";
        TimeSpan time = DrainTime.Of(
            services.GetRequiredService<IOptionsMonitor<QuerentOptions>>().Get(registration.OptionsName).DrainTimeout,
            services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        long begun = _clock.GetTimestamp();
        Task drained = executor.DrainAsync(_cut.Token);
        ExecutorStatistics statistics = executor.GetStatistics();
        logger.DrainBegun(name, statistics.InFlight, statistics.Waiting, time);
        ITimer timer = _clock.CreateTimer(static lifetime => ((ExecutorLifetime)lifetime!).Cut(), this, time, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            await drained.ConfigureAwait(false);
        }

        if (_cut.IsCancellationRequested)
        {
            logger.CutOff(name, _clock.GetElapsedTime(begun));
        }
        else
        {
            logger.Drained(name, _clock.GetElapsedTime(begun));
        }
    }

    private void Cut()
    {
        if (!_isDisposed)
        {
            _ = _cut.CancelAsync();
        }
    }
}
