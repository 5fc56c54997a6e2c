using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Querent;

/// <summary>Says how a registered executor is set up and what it sends its requests through.</summary>
public sealed class QuerentBuilder
{
    private readonly ExecutorRegistration _registration;

    private QuerentBuilder(IServiceCollection services, ExecutorRegistration registration)
    {
        Services = services;
        _registration = registration;
    }

    /// <summary>Where the executor is registered.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The executor's name, which is its service key; null for the one without.</summary>
    public string? Name => _registration.Name;

    /// <summary>Changes settings in code, after those of the configuration and in the order of the calls.</summary>
    /// <param name="configure">Changes them.</param>
    public QuerentBuilder Configure(Action<QuerentOptions> configure)
    {
        Services.Configure(_registration.OptionsName, configure);
        return this;
    }

    /// <summary>Changes settings in code with the help of services: a token provider, say.</summary>
    /// <param name="configure">Changes them.</param>
    public QuerentBuilder Configure(Action<IServiceProvider, QuerentOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddOptions<QuerentOptions>(_registration.OptionsName)
            .Configure<IServiceProvider>((options, services) => configure(services, options));
        return this;
    }

    /// <summary>
    /// Sends requests through a transport of the caller's: one of another package, one of the caller's own, an
    /// <c>IChatClient</c>. The settings of the direct transport, such as <see cref="QuerentOptions.Endpoint"/>, are then errors.
    /// </summary>
    /// <param name="create">Creates the transport, which belongs to the executor and is disposed of with it.</param>
    /// <exception cref="InvalidOperationException">The executor has a transport or uses <see cref="UseHttpClientFactory"/>.</exception>
    public QuerentBuilder UseTransport(Func<IServiceProvider, ICompletionTransport> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _registration.UseTransport(create);
        return this;
    }

    /// <summary>
    /// Lets the direct transport take its handler from <see cref="IHttpMessageHandlerFactory"/> for each request, so that
    /// handlers of the caller's are in force and rotate. Its primary handler follows no redirects and keeps no cookies.
    /// </summary>
    /// <param name="configure">
    /// Configures the named client's handlers: what <c>ConfigureHttpClient</c> sets (time-outs, headers, the version) is not
    /// used, since the transport has settings of its own for these. A handler must not send a request again: remove those that retry, such as ones added by
    /// <c>ConfigureHttpClientDefaults</c>.
    /// </param>
    /// <exception cref="InvalidOperationException">The executor has a transport by <see cref="UseTransport"/>, or this was called before.</exception>
    public QuerentBuilder UseHttpClientFactory(Action<IHttpClientBuilder>? configure = null)
    {
        _registration.UseHttpClientFactory();
        IHttpClientBuilder client = FactoryClient.Add(Services, _registration);
        configure?.Invoke(client);
        return this;
    }

    /// <summary>
    /// Finds answers of other runs and processes in a store, and keeps this executor's there: in the host's cache, with the package
    /// <c>Querent.Caching</c> (<c>services =&gt; new(new DistributedCacheAnswerStore(services.GetRequiredService&lt;IDistributedCache&gt;()))</c>), in a journal,
    /// in one of the caller's own.
    /// </summary>
    /// <param name="create">Makes the options with the store, which stays the container's or the caller's to dispose of.</param>
    /// <exception cref="InvalidOperationException">The executor has a store.</exception>
    public QuerentBuilder UseAnswerStore(Func<IServiceProvider, AnswerStoreOptions> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _registration.UseAnswerStore(create);
        return this;
    }

    internal static QuerentBuilder Add(IServiceCollection services, ExecutorRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(services);
        registration.ThrowIfTaken(services);
        services.AddOptions<QuerentOptions>(registration.OptionsName).Configure(registration.ReadSettings).ValidateOnStart();
        services.AddSingleton<IValidateOptions<QuerentOptions>>(provider
            => new SettingsValidator(registration, provider.GetRequiredService<IOptions<HostOptions>>().Value));
        if (registration.Name is { } name)
        {
            services.AddKeyedSingleton(name, (provider, _) => ExecutorFactory.Create(provider, registration));
        }
        else
        {
            services.AddSingleton(provider => ExecutorFactory.Create(provider, registration));
        }

        services.AddSingleton<IHostedService>(provider => new ExecutorLifetime(provider, registration));
        return new QuerentBuilder(services, registration);
    }
}
