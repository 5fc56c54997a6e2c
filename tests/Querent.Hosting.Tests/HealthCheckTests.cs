using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Querent.Discretion;

namespace Querent.Hosting.Tests;

public sealed class HealthCheckTests : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch);
    private readonly GatedTransport _transport = new();

    [Fact]
    public async Task An_executor_that_has_nothing_to_say_is_healthy()
    {
        using IHost host = await StartAsync(checks => checks.AddQuerent());

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal((HealthStatus.Healthy, null), (entry.Status, entry.Description));
        Assert.Equal([("InFlight", 0), ("Limit", 16), ("RowsActive", 0), ("RowsAnswered", 0L), ("RowsFailed", 0L), ("Waiting", 0)], Data(entry));
        Assert.Equal(0, _transport.Sent);
    }

    [Theory]
    [InlineData(null, HealthStatus.Unhealthy)]
    [InlineData(HealthStatus.Degraded, HealthStatus.Degraded)]
    public async Task Rows_that_fail_are_a_failure_with_its_numbers_and_without_a_text_of_theirs(HealthStatus? failure, HealthStatus status)
    {
        using IHost host = await StartAsync(checks => checks.AddQuerent(failureStatus: failure));
        await AskAsync(host, 20);
        Task<RowOutcome<Note>> busy = host.AskAsync(GatedTransport.Held);
        await _transport.Holding;
        _clock.Advance(Interval);

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal((status, "ErrorRate is 1, above 0.05, since 1970-01-01 00:00:10Z."), (entry.Status, entry.Description));
        Assert.Equal(
            [("ErrorRate", 1.0), ("InFlight", 1), ("Limit", 16), ("RowsActive", 1), ("RowsAnswered", 0L), ("RowsFailed", 20L), ("Waiting", 0)],
            Data(entry));
        Assert.Null(entry.Exception);
        DiscretionWatch.Suite.Look("a health check", entry.Description!);
        _transport.Release();
        await busy;
    }

    [Fact]
    public async Task A_failure_that_no_row_can_disprove_is_degraded_so_that_rows_come_again()
    {
        using IHost host = await StartAsync(checks => checks.AddQuerent());
        await AskAsync(host, 20);
        _clock.Advance(Interval);   // found, and no rows are left to measure

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal((HealthStatus.Degraded, "ErrorRate is 1, above 0.05, since 1970-01-01 00:00:10Z."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task A_rule_that_fails_no_row_degrades()
    {
        using IHost host = await StartAsync(checks => checks.AddQuerent());
        _transport.IsAnswering = true;
        for (int row = 0; row < 100; row++)
        {
            _transport.BeforeReply = () => _clock.Advance(TimeSpan.FromMilliseconds(row % 10 == 0 ? 50 : 1));
            Assert.IsType<AnsweredRow<Note>>(await host.AskAsync());
        }

        Task<RowOutcome<Note>> busy = host.AskAsync(GatedTransport.Held);
        await _transport.Holding;
        _clock.Advance(Interval);

        HealthReportEntry entry = await CheckAsync(host);

        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.StartsWith("LatencyP95 is ", entry.Description, StringComparison.Ordinal);
        _transport.Release();
        await busy;
    }

    [Fact]
    public async Task A_paused_executor_is_degraded_and_a_drained_one_fails()
    {
        using IHost host = await StartAsync(checks => checks.AddQuerent());

        host.Executor().Pause();
        HealthReportEntry paused = await CheckAsync(host);
        host.Executor().Resume();
        HealthReportEntry resumed = await CheckAsync(host);
        await host.Executor().DrainAsync(Token);
        HealthReportEntry drained = await CheckAsync(host);
        await host.Executor().DisposeAsync();
        HealthReportEntry disposed = await CheckAsync(host);

        Assert.Equal((HealthStatus.Degraded, "The executor is paused."), (paused.Status, paused.Description));
        Assert.Equal(HealthStatus.Healthy, resumed.Status);
        Assert.Equal((HealthStatus.Unhealthy, "The executor is drained and takes no more rows."), (drained.Status, drained.Description));
        Assert.Equal(HealthStatus.Unhealthy, disposed.Status);
    }

    [Fact]
    public async Task An_executor_that_was_disposed_of_without_a_drain_fails()
    {
        using IHost host = await StartAsync(checks => checks.AddQuerent());

        await host.Executor().DisposeAsync();

        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(host)).Status);
    }

    [Fact]
    public async Task Each_named_executor_has_a_check_of_its_own_with_its_name_and_tags()
    {
        HostApplicationBuilder builder = TestHost.Create();
        builder.Services.AddQuerent().UseTransport(_ => _transport);
        builder.Services.AddQuerent("nightly").UseTransport(_ => new CountingTransport());
        builder.Services.AddHealthChecks().AddQuerent(tags: ["ready"]).AddQuerent("nightly").AddQuerent("nightly", name: "jobs");
        using IHost host = builder.Build();
        await host.StartAsync(Token);
        host.Services.GetRequiredKeyedService<RowExecutor>("nightly").Pause();

        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);

        Assert.Equal(
            [("Querent", HealthStatus.Healthy), ("Querent.nightly", HealthStatus.Degraded), ("jobs", HealthStatus.Degraded)],
            report.Entries.Select(entry => (entry.Key, entry.Value.Status)));
        Assert.Equal(["ready"], report.Entries["Querent"].Tags);
    }

    public ValueTask DisposeAsync() => _transport.DisposeAsync();

    private async Task<IHost> StartAsync(Action<IHealthChecksBuilder> addChecks)
    {
        HostApplicationBuilder builder = TestHost.Create();
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddQuerent().UseTransport(_ => _transport);
        addChecks(builder.Services.AddHealthChecks());
        IHost host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private static async Task AskAsync(IHost host, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            Assert.IsType<FailedRow<Note>>(await host.AskAsync());
        }
    }

    private static async Task<HealthReportEntry> CheckAsync(IHost host)
        => Assert.Single((await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries).Value;

    private static IEnumerable<(string, object)> Data(HealthReportEntry entry) => entry.Data.OrderBy(data => data.Key, StringComparer.Ordinal).Select(data => (data.Key, data.Value));

    /// <summary>Refuses or answers at once, and holds one text until it is released.</summary>
    private sealed class GatedTransport : ICompletionTransport
    {
        public const string Held = "hold this";

        private readonly TaskCompletionSource _holding = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Sent { get; private set; }

        public bool IsAnswering { get; set; }

        public Action? BeforeReply { get; set; }

        /// <summary>Ends when the text that is held has come.</summary>
        public Task Holding => _holding.Task;

        public void Release() => _release.SetResult();

        public async ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
        {
            Sent++;
            if (request.Messages.Span.IndexOf("hold this"u8) >= 0)
            {
                _holding.SetResult();
                await _release.Task.WaitAsync(cancellationToken);
            }

            BeforeReply?.Invoke();
            if (!IsAnswering)
            {
                return new CompletionResult(new QueryError(QueryErrorKind.Refused, "No."));
            }

            var reply = new CompletionReply { FinishReason = FinishReason.Stop, Model = "fake" };
            reply.SetContent("""{"answer":"short"}"""u8.ToArray());
            return new CompletionResult(reply);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
