using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Querent.Emulator;

namespace Querent.Hosting.Tests;

public sealed class ShutdownTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _gate = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly StoppingServer _server = new();
    private OpenAIEmulator? _emulator;
    private LogRecorder? _log;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _emulator = await TestHost.StartEmulatorAsync(new() { Hold = _ => _gate.Task });

    public async ValueTask DisposeAsync()
    {
        _gate.TrySetResult();
        await _emulator!.DisposeAsync();
    }

    [Fact]
    public async Task Rows_that_are_begun_are_finished_and_others_refused_from_before_the_server_stops()
    {
        using IHost host = await StartAsync();
        Task<RowOutcome<Note>> begun = host.AskAsync();
        await _emulator!.WaitForInFlightAsync(1, Token);

        Task stopped = host.StopAsync(Token);
        await _server.Stops;   // the server stops while the row is asked
        await Assert.ThrowsAsync<ExecutorStoppedException>(() => host.AskAsync("another"));
        Assert.False(stopped.IsCompleted);
        Assert.False(begun.IsCompleted);
        _gate.SetResult();

        Assert.IsType<AnsweredRow<Note>>(await begun);
        _server.Served.SetResult();
        await stopped;
        Assert.Equal([(2000, LogLevel.Information), (2001, LogLevel.Information)], Events());
    }

    [Fact]
    public async Task The_server_finds_the_executor_drained_or_draining_when_it_is_told_to_stop()
    {
        using IHost host = await StartAsync();
        _server.OnStop = () => Assert.ThrowsAsync<ExecutorStoppedException>(() => host.AskAsync());

        _server.Served.SetResult();
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task The_host_stops_only_after_the_rows_are_finished_even_without_a_server_that_waits_for_them()
    {
        using IHost host = await StartAsync();
        _server.Served.SetResult();
        Task<RowOutcome<Note>> begun = host.AskAsync();
        await _emulator!.WaitForInFlightAsync(1, Token);

        Task stopped = host.StopAsync(Token);
        await _server.Stops;
        Assert.False(stopped.IsCompleted);
        _gate.SetResult();

        await stopped;
        Assert.IsType<AnsweredRow<Note>>(await begun);
    }

    [Theory]
    [InlineData(null, 30, 28)]
    [InlineData(null, 4, 3)]
    [InlineData("00:00:10", 30, 10)]
    public async Task What_is_left_when_the_time_is_up_is_ended_while_the_server_still_answers(string? drainTimeout, int shutdownSeconds, int expectedSeconds)
    {
        using IHost host = await StartAsync(TimeSpan.FromSeconds(shutdownSeconds), ("Querent:DrainTimeout", drainTimeout));
        Task<RowOutcome<Note>> begun = host.AskAsync();
        await _emulator!.WaitForInFlightAsync(1, Token);

        Task stopped = host.StopAsync(Token);
        await _server.Stops;
        Assert.Contains($"has {TimeSpan.FromSeconds(expectedSeconds)} to finish", _log!.Lines.Single(line => line.Id == 2000).Text, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(expectedSeconds) - TimeSpan.FromTicks(1));
        Assert.False(begun.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        await Assert.ThrowsAsync<ExecutorStoppedException>(() => begun);
        Assert.False(stopped.IsCompleted);
        _server.Served.SetResult();
        await stopped;
        Assert.Equal([(2000, LogLevel.Information), (2002, LogLevel.Warning)], Events());
    }

    [Fact]
    public async Task A_host_that_gives_up_sooner_ends_what_is_left()
    {
        using IHost host = await StartAsync();
        _server.Served.SetResult();
        Task<RowOutcome<Note>> begun = host.AskAsync();
        await _emulator!.WaitForInFlightAsync(1, Token);
        using var giveUp = new CancellationTokenSource();

        Task stopped = host.StopAsync(giveUp.Token);
        await _server.Stops;
        await giveUp.CancelAsync();

        await Assert.ThrowsAsync<ExecutorStoppedException>(() => begun);
        await Task.WhenAny(stopped);   // it may say that it was given up
    }

    [Fact]
    public async Task Every_executor_is_drained()
    {
        using IHost host = await StartAsync(configure: builder => builder.Services.AddQuerent("nightly", builder.Configuration.GetSection("Querent")));
        RowExecutor nightly = host.Services.GetRequiredKeyedService<RowExecutor>("nightly");
        _server.Served.SetResult();

        await host.StopAsync(Token);

        await Assert.ThrowsAsync<ExecutorStoppedException>(() => nightly.AskAsync(Note.Of("text"), Token));
        await Assert.ThrowsAsync<ExecutorStoppedException>(() => host.AskAsync());
        Assert.Equal(2, _log!.Lines.Count(line => line.Id == 2001 && (line.Text.Contains("nightly", StringComparison.Ordinal) || line.Text.Contains("(default)", StringComparison.Ordinal))));
    }

    private (int, LogLevel)[] Events() => [.. _log!.Lines.Where(line => line.Category == "Querent.Hosting").Select(line => (line.Id, line.Level))];

    private async Task<IHost> StartAsync(TimeSpan? shutdownTimeout = null, (string, string?)? setting = null, Action<HostApplicationBuilder>? configure = null)
    {
        HostApplicationBuilder builder = TestHost.Create([.. TestHost.Settings(_emulator!), setting ?? ("Querent:MaxAttempts", "1")]);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = shutdownTimeout ?? options.ShutdownTimeout);
        _log = builder.AddLog();
        builder.AddQuerent();
        configure?.Invoke(builder);
        builder.Services.AddSingleton<IHostedService>(_server);   // last, as a web server is: the first to be stopped
        IHost host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    /// <summary>Stops as a server does: waits for the requests that it has.</summary>
    private sealed class StoppingServer : IHostedService
    {
        private readonly TaskCompletionSource _stops = new();

        public Task Stops => _stops.Task;

        public TaskCompletionSource Served { get; } = new();

        public Func<Task> OnStop { get; set; } = () => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            await OnStop();
            _stops.SetResult();
            await Served.Task.WaitAsync(cancellationToken);
        }
    }
}
