using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Querent;

/// <summary>Makes an executor of its settings and of what the container has.</summary>
internal static class ExecutorFactory
{
    public static RowExecutor Create(IServiceProvider services, ExecutorRegistration registration)
    {
        QuerentOptions options = services.GetRequiredService<IOptionsMonitor<QuerentOptions>>().Get(registration.OptionsName);
        RowExecutorOptions executor = ToExecutorOptions(registration, options, services);
        return new RowExecutor(CreateTransport(services, registration, options, executor.TimeProvider), executor);
    }

    private static RowExecutorOptions ToExecutorOptions(ExecutorRegistration registration, QuerentOptions options, IServiceProvider services)
    {
        var executor = new RowExecutorOptions();
        return executor with
        {
            MaxConcurrency = options.MaxConcurrency ?? executor.MaxConcurrency,
            AdaptiveConcurrency = options.AdaptiveConcurrency == false ? null : Adaptive(options),
            QuotaPacing = options.QuotaPacing == false ? null : Pacing(options),
            Sharing = options.Sharing ?? executor.Sharing,
            MaxAttempts = options.MaxAttempts ?? executor.MaxAttempts,
            AttemptTimeout = options.AttemptTimeout ?? executor.AttemptTimeout,
            QueryTimeout = options.QueryTimeout ?? executor.QueryTimeout,
            RowTimeout = options.RowTimeout ?? executor.RowTimeout,
            RetryDelay = options.RetryDelay ?? executor.RetryDelay,
            MaxRetryDelay = options.MaxRetryDelay ?? executor.MaxRetryDelay,
            MaxRetryAfter = options.MaxRetryAfter ?? executor.MaxRetryAfter,
            Health = options.Health,
            RequireContentFilter = options.RequireContentFilter ?? executor.RequireContentFilter,
            TimeProvider = services.GetService<TimeProvider>() ?? executor.TimeProvider,
            LoggerFactory = services.GetService<ILoggerFactory>() ?? executor.LoggerFactory,
            Name = registration.Name,
            MeterFactory = services.GetService<IMeterFactory>(),
            AttemptObserver = services.GetService<IAttemptObserver>(),
            AnswerStore = registration.AnswerStore is { } create
                ? create(services) ?? throw new InvalidOperationException("The function that was given to UseAnswerStore returned null.")
                : null,
        };
    }

    private static AdaptiveConcurrencyOptions Adaptive(QuerentOptions options)
        => options.InitialConcurrency is { } initial ? new AdaptiveConcurrencyOptions { InitialConcurrency = initial } : new AdaptiveConcurrencyOptions();

    private static QuotaPacingOptions Pacing(QuerentOptions options) => new()
    {
        RequestsPerMinute = options.RequestsPerMinute,
        TokensPerMinute = options.TokensPerMinute,
        TokenCounter = options.TokenCounter,
    };

    private static ICompletionTransport CreateTransport(IServiceProvider services, ExecutorRegistration registration, QuerentOptions options, TimeProvider timeProvider)
    {
        if (registration.Transport is { } create)
        {
            return create(services) ?? throw new InvalidOperationException("The function that was given to UseTransport returned null.");
        }

        ChatCompletionsOptions transport = TransportSettings.ToTransportOptions(options, timeProvider);
        if (registration.HttpClientName is not { } client)
        {
            return new ChatCompletionsTransport(transport with { Connection = TransportSettings.ToConnection(options) });
        }

        var handlers = services.GetRequiredService<IHttpMessageHandlerFactory>();
        _ = handlers.CreateHandler(client);   // what is wrong with a handler is said now
        return new ChatCompletionsTransport(transport, new RotatingHandler(handlers, client), disposeHandler: true);
    }
}
