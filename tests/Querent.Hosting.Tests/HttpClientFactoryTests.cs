using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Querent.Discretion;
using Querent.Emulator;

namespace Querent.Hosting.Tests;

public sealed class HttpClientFactoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handlers_of_the_callers_are_in_force()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync();
        var passing = new PassingHandler();
        using IHost host = await StartAsync(emulator, client => client.AddHttpMessageHandler(() => passing));

        Assert.IsType<AnsweredRow<Note>>(await host.AskAsync());

        Assert.Equal(1, passing.Requests);
    }

    [Fact]
    public async Task Each_request_goes_through_the_handler_that_the_factory_has_at_the_time()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync();
        var factory = new RotatingFactory();
        using IHost host = await StartAsync(emulator, configure: builder => builder.Services.AddSingleton<IHttpMessageHandlerFactory>(factory));

        Assert.IsType<AnsweredRow<Note>>(await host.AskAsync("a"));
        Assert.IsType<AnsweredRow<Note>>(await host.AskAsync("b"));

        Assert.Equal([0, 1, 1], factory.Handlers.Select(handler => handler.Requests));   // the first was made at start
        Assert.All(factory.Names, name => Assert.Equal("Querent", name));
    }

    [Fact]
    public async Task Executors_have_clients_of_their_own()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync();
        var passing = new PassingHandler();
        using IHost host = await StartAsync(
            emulator,
            client => client.AddHttpMessageHandler(() => passing),
            builder => builder.Services.AddQuerent("nightly", builder.Configuration.GetSection("Querent")).UseHttpClientFactory());

        Assert.IsType<AnsweredRow<Note>>(await host.Services.GetRequiredKeyedService<RowExecutor>("nightly").AskAsync(Note.Of("text"), Token));

        Assert.Equal(0, passing.Requests);
    }

    [Fact]
    public async Task Retries_by_defaults_are_refused_after_one_request_with_what_to_do()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync(new() { Faults = [FaultRule.FirstAttempts(EmulatorFault.Status(503))] });
        using IHost host = await StartAsync(emulator, configure: AddRetriesByDefault);

        FailedRow<Note> failed = Assert.IsType<FailedRow<Note>>(await host.AskAsync());

        Assert.Equal(QueryErrorKind.Rejected, failed.Failure.Error.Kind);
        Assert.Equal("The handler sends requests again by itself, which hides attempts from the executor. Remove its retries, and leave them to RowExecutorOptions.", failed.Failure.Error.Message);
        Assert.Equal(1, emulator.GetCounters().Attempts);
        Assert.Single(failed.Queries[0].Attempts);
    }

    [Fact]
    public async Task Without_the_handlers_of_the_defaults_every_request_is_an_attempt_that_is_counted()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync(new() { Faults = [FaultRule.FirstAttempts(EmulatorFault.Status(503))] });
        using IHost host = await StartAsync(
            emulator, client => client.ConfigureAdditionalHttpMessageHandlers((handlers, _) => handlers.Clear()), AddRetriesByDefault);

        AnsweredRow<Note> answered = Assert.IsType<AnsweredRow<Note>>(await host.AskAsync());

        Assert.Equal(2, emulator.GetCounters().Attempts);
        Assert.Equal(2, answered.Queries[0].Attempts.Length);
    }

    [Fact]
    public async Task The_key_stays_with_the_endpoint_whatever_the_primary_handler_says_of_redirects_and_cookies()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync();
        var sockets = new SocketsHttpHandler();
        var client = new HttpClientHandler();
        var wrapped = new SocketsHttpHandler();
        using IHost third = await StartAsync(emulator, builder => builder.ConfigurePrimaryHttpMessageHandler(() => new PassingHandler { InnerHandler = wrapped }));
        using IHost first = await StartAsync(emulator, builder => builder.ConfigurePrimaryHttpMessageHandler(() => sockets));
        using IHost second = await StartAsync(emulator, builder => builder.ConfigurePrimaryHttpMessageHandler(() => client));

        Assert.IsType<AnsweredRow<Note>>(await first.AskAsync());
        Assert.IsType<AnsweredRow<Note>>(await second.AskAsync());
        Assert.IsType<AnsweredRow<Note>>(await third.AskAsync());

        Assert.Equal((false, false), (wrapped.AllowAutoRedirect, wrapped.UseCookies));
        Assert.Equal((false, false), (sockets.AllowAutoRedirect, sockets.UseCookies));
        Assert.Equal((false, false), (client.AllowAutoRedirect, client.UseCookies));
    }

    [Fact]
    public async Task The_factorys_log_holds_no_key_even_where_the_defaults_would_show_headers()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync(new() { ApiKey = Canaries.Key });
        LogRecorder? log = null;
        using IHost host = await StartAsync(emulator, configure: builder =>
        {
            log = builder.AddLog();
            builder.Services.ConfigureHttpClientDefaults(client => client.RedactLoggedHeaders(_ => false));
        });

        Assert.IsType<AnsweredRow<Note>>(await host.AskAsync());

        Assert.Contains(log!.Lines, line => line.Text.Contains("api-key", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains(Canaries.Key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_is_kept_until_the_reply_has_been_read()
    {
        await using OpenAIEmulator emulator = await TestHost.StartEmulatorAsync();
        var factory = new ForgettingFactory();
        using IHost host = await StartAsync(emulator, configure: builder => builder.Services.AddSingleton<IHttpMessageHandlerFactory>(factory));

        Task<RowOutcome<Note>> asked = host.AskAsync();
        await factory.Reads;
        GC.Collect();
        GC.WaitForPendingFinalizers();

        bool isInUse = factory.IsInUse;
        factory.Body.SetResult();
        await asked;
        Assert.True(isInUse);
    }

    private static void AddRetriesByDefault(HostApplicationBuilder builder)
        => builder.Services.ConfigureHttpClientDefaults(client => client.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.FromMilliseconds(1)));

    private static async Task<IHost> StartAsync(OpenAIEmulator emulator, Action<IHttpClientBuilder>? client = null, Action<HostApplicationBuilder>? configure = null)
    {
        HostApplicationBuilder builder = TestHost.Create(TestHost.Settings(emulator));
        builder.AddQuerent().UseHttpClientFactory(client);
        configure?.Invoke(builder);
        IHost host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private sealed class PassingHandler : DelegatingHandler
    {
        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Gives another handler every time, as the framework's does every two minutes.</summary>
    private sealed class RotatingFactory : IHttpMessageHandlerFactory
    {
        public List<PassingHandler> Handlers { get; } = [];

        public List<string> Names { get; } = [];

        public HttpMessageHandler CreateHandler(string name)
        {
            var handler = new PassingHandler { InnerHandler = new SocketsHttpHandler() };
            Names.Add(name);
            Handlers.Add(handler);
            return handler;
        }
    }

    /// <summary>Refers to what it gave weakly, as the framework's does, which disposes of it once it is gone.</summary>
    private sealed class ForgettingFactory : IHttpMessageHandlerFactory
    {
        private readonly TaskCompletionSource _reads = new();
        private WeakReference? _handler;

        public Task Reads => _reads.Task;

        public TaskCompletionSource Body { get; } = new();

        public bool IsInUse => _handler!.IsAlive;

        public HttpMessageHandler CreateHandler(string name)
        {
            var handler = new Handler(_reads, Body.Task);
            _handler = new WeakReference(handler);
            return handler;
        }

        private sealed class Handler(TaskCompletionSource reads, Task body) : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
                => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new HeldStream(reads, body)) });
        }

        private sealed class HeldStream(TaskCompletionSource reads, Task body) : MemoryStream
        {
            public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            {
                reads.TrySetResult();
                await body.WaitAsync(cancellationToken);
                return 0;
            }
        }
    }
}
