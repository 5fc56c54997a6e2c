using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Querent.Emulator;

namespace Querent.Hosting.Tests;

public sealed class RegistrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_executor_from_the_configuration_answers()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync();
        HostApplicationBuilder builder = TestHost.Create(TestHost.Settings(emulator));
        builder.AddQuerent();
        using IHost host = builder.Build();
        await host.StartAsync(Token);

        Assert.IsType<AnsweredRow<Note>>(await host.AskAsync());
        Assert.Same(host.Executor(), host.Executor());
    }

    [Fact]
    public async Task Each_setting_reaches_the_request()
    {
        var wire = new RecordingHandler();
        HostApplicationBuilder builder = TestHost.Create(
            ("Querent:Api", "openai"),
            ("Querent:Endpoint", "https://gateway.example/v1"),
            ("Querent:Deployment", "house-model"),
            ("Querent:Model", "o4-mini"),
            ("Querent:ApiKey", "key"),
            ("Querent:ReasoningEffort", "low"),
            ("Querent:Headers:X-Team", "desk"),
            ("Querent:MaxAttempts", "2"),
            ("Querent:RetryDelay", "00:00:00.0000001"));
        builder.AddQuerent()
            .Configure(options => options.BodyProperties = new() { ["seed"] = 7 })
            .UseHttpClientFactory(client => client.ConfigurePrimaryHttpMessageHandler(() => wire));
        using IHost host = builder.Build();
        await host.StartAsync(Token);

        await host.AskAsync();

        Assert.Equal(2, wire.Requests.Count);
        (HttpRequestMessage request, string body) = wire.Requests[0];
        Assert.Equal("https://gateway.example/v1/chat/completions", request.RequestUri!.ToString());
        Assert.Equal("Bearer key", request.Headers.GetValues("Authorization").Single());
        Assert.Equal("desk", request.Headers.GetValues("X-Team").Single());
        Assert.Contains("\"model\":\"house-model\"", body, StringComparison.Ordinal);
        Assert.Contains("\"reasoning_effort\":\"low\"", body, StringComparison.Ordinal);
        Assert.Contains("\"seed\":7", body, StringComparison.Ordinal);
        Assert.DoesNotContain("temperature", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("InitialConcurrency", "5", 5)]
    [InlineData("AdaptiveConcurrency", "false", 40)]
    [InlineData("RequestsPerMinute", "6000", 16)]
    public async Task Settings_of_the_limits_reach_the_executor(string key, string value, int limit)
    {
        HostApplicationBuilder builder = TestHost.Create(
            ("Querent:Endpoint", "https://gateway.example"), ("Querent:Deployment", "gpt-4o"), ("Querent:ApiKey", "key"), ("Querent:MaxConcurrency", "40"), ($"Querent:{key}", value));
        builder.AddQuerent();
        using IHost host = builder.Build();
        await host.StartAsync(Token);

        ExecutorStatistics statistics = host.Executor().GetStatistics();

        Assert.Equal(limit, statistics.Limit);
        Assert.Equal(key == "RequestsPerMinute" ? 99.0 : null, statistics.PacedRequestsPerSecond);
    }

    [Fact]
    public async Task Code_has_the_last_word_over_the_configuration_and_may_use_services()
    {
        var wire = new RecordingHandler();
        HostApplicationBuilder builder = TestHost.Create(
            ("Querent:Endpoint", "https://gateway.example"), ("Querent:Deployment", "gpt-4o"), ("Querent:ApiVersion", "2024-10-21"), ("Querent:MaxConcurrency", "3"));
        builder.Services.AddSingleton<Func<CancellationToken, ValueTask<string>>>(_ => ValueTask.FromResult("token-of-a-service"));
        builder.AddQuerent()
            .Configure((services, options) => options.TokenProvider = services.GetRequiredService<Func<CancellationToken, ValueTask<string>>>())
            .Configure(options => options.MaxAttempts = 1)
            .Configure(options => options.MaxConcurrency += 4)
            .UseHttpClientFactory(client => client.ConfigurePrimaryHttpMessageHandler(() => wire));
        using IHost host = builder.Build();
        await host.StartAsync(Token);

        await host.AskAsync();

        (HttpRequestMessage request, _) = Assert.Single(wire.Requests);
        Assert.Equal("Bearer token-of-a-service", request.Headers.GetValues("Authorization").Single());
        Assert.Equal("https://gateway.example/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21", request.RequestUri!.ToString());
        Assert.Equal(7, host.Executor().GetStatistics().Limit);
    }

    [Fact]
    public async Task Executors_stand_side_by_side_each_with_its_own_settings()
    {
        await using OpenAIEmulator day = await TestHost.StartEmulatorAsync();
        await using OpenAIEmulator night = await TestHost.StartEmulatorAsync();
        HostApplicationBuilder builder = TestHost.Create(
            [.. TestHost.Settings(day), .. TestHost.Settings(night, "Nightly"), ("Querent:MaxConcurrency", "5"), ("Nightly:MaxConcurrency", "9")]);
        builder.AddQuerent();
        builder.Services.AddQuerent("nightly", builder.Configuration.GetSection("Nightly"));
        builder.Services.AddSingleton<NightJob>();
        using IHost host = builder.Build();
        await host.StartAsync(Token);

        NightJob job = host.Services.GetRequiredService<NightJob>();
        await job.Executor.AskAsync(Note.Of("a"), Token);
        await job.Executor.AskAsync(Note.Of("b"), Token);
        await host.AskAsync();

        Assert.Equal((1, 2), (day.GetCounters().Attempts, night.GetCounters().Attempts));
        Assert.Equal((5, 9), (host.Executor().GetStatistics().Limit, job.Executor.GetStatistics().Limit));
    }

    [Fact]
    public void A_second_executor_of_the_same_name_is_refused()
    {
        HostApplicationBuilder builder = TestHost.Create();
        builder.Services.AddQuerent("nightly");

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => builder.Services.AddQuerent("nightly", builder.Configuration.GetSection("Other")));

        Assert.Equal("A RowExecutor named 'nightly' is registered already. Give each executor a name of its own.", error.Message);
        builder.Services.AddQuerent("Nightly");   // service keys tell cases apart
    }

    [Fact]
    public void A_second_executor_without_a_name_is_refused()
    {
        HostApplicationBuilder builder = TestHost.Create();
        builder.Services.AddQuerent("nightly");
        builder.AddQuerent();

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(builder.AddQuerent);

        Assert.Equal("A RowExecutor without a name is registered already. Call AddQuerent once, and give other executors a name: AddQuerent(\"nightly\", …).", error.Message);
    }

    [Fact]
    public void An_executor_sends_through_one_thing()
    {
        HostApplicationBuilder builder = TestHost.Create();
        QuerentBuilder querent = builder.AddQuerent().UseTransport(_ => new CountingTransport());

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => querent.UseHttpClientFactory());

        Assert.StartsWith("An executor sends through one thing: call UseTransport or UseHttpClientFactory, and once.", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => querent.UseTransport(_ => new CountingTransport()));
    }

    [Fact]
    public async Task A_transport_of_the_callers_is_asked_and_disposed_of_by_the_container()
    {
        var transport = new CountingTransport();
        HostApplicationBuilder builder = TestHost.Create(("Querent:MaxAttempts", "1"));
        builder.Services.AddSingleton(transport.Settings);
        builder.AddQuerent().UseTransport(services => services.GetRequiredService<CountingTransport.Shared>().Owner);
        using (IHost host = builder.Build())
        {
            await host.StartAsync(Token);
            Assert.IsType<FailedRow<Note>>(await host.AskAsync());
            await host.StopAsync(Token);
            Assert.Equal(0, transport.Disposals);
        }

        Assert.Equal((1, 1), (transport.Sent, transport.Disposals));
    }

    [Fact]
    public async Task A_transport_that_cannot_be_made_stops_the_start()
    {
        HostApplicationBuilder builder = TestHost.Create();
        builder.AddQuerent().UseTransport(_ => null!);
        using IHost host = builder.Build();

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Token));

        Assert.Equal("The function that was given to UseTransport returned null.", error.Message);
    }

    [Fact]
    public async Task The_containers_clock_is_the_executors()
    {
        var clock = new FakeTimeProvider();
        var gate = new TaskCompletionSource();
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync(new() { Hold = _ => gate.Task });
        HostApplicationBuilder builder = TestHost.Create(TestHost.Settings(emulator));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddQuerent();
        using IHost host = builder.Build();
        await host.StartAsync(Token);

        Task<RowOutcome<Note>> asked = host.AskAsync();
        await emulator.WaitForInFlightAsync(1, Token);
        clock.Advance(TimeSpan.FromSeconds(42));
        gate.SetResult();

        Assert.Equal(TimeSpan.FromSeconds(42), (await asked).Queries[0].Attempts[0].Latency);
    }

    [Fact]
    public async Task The_containers_log_and_observer_are_told()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync(new() { Faults = [FaultRule.Always(EmulatorFault.Refusal())] });
        HostApplicationBuilder builder = TestHost.Create(TestHost.Settings(emulator));
        LogRecorder log = builder.AddLog();
        var observer = new CountingObserver();
        builder.Services.AddSingleton<IAttemptObserver>(observer);
        builder.AddQuerent();
        using IHost host = builder.Build();
        await host.StartAsync(Token);

        await host.AskAsync();

        Assert.Equal(1, observer.Attempts);
        Assert.Contains(log.Lines, line => line is { Category: "Querent.RowExecutor", Id: 1100 });
    }

    private sealed class CountingObserver : IAttemptObserver
    {
        public int Attempts { get; private set; }

        public void OnAttempt(AttemptRecord attempt) => Attempts++;
    }

    private sealed class NightJob([FromKeyedServices("nightly")] RowExecutor executor)
    {
        public RowExecutor Executor => executor;
    }
}
