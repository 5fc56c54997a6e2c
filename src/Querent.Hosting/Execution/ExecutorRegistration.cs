using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Querent;

/// <summary>What was said about one executor while services were registered.</summary>
/// <param name="name">The service key; null for the executor without one.</param>
/// <param name="section">Where its settings are; null when they are given in code.</param>
internal sealed class ExecutorRegistration(string? name, IConfigurationSection? section)
{
    private bool _usesFactory;

    public string? Name => name;

    public string OptionsName => name ?? Options.DefaultName;

    /// <summary>The name of the client that <c>IHttpClientFactory</c> keeps for it; null when it is not used.</summary>
    public string? HttpClientName => _usesFactory ? name is null ? "Querent" : $"Querent.{name}" : null;

    public Func<IServiceProvider, ICompletionTransport>? Transport { get; private set; }

    public Func<IServiceProvider, AnswerStoreOptions>? AnswerStore { get; private set; }

    public bool HasTransport => Transport is not null;

    public void UseTransport(Func<IServiceProvider, ICompletionTransport> create)
    {
        ThrowIfSent();
        Transport = create;
    }

    public void UseAnswerStore(Func<IServiceProvider, AnswerStoreOptions> create)
    {
        if (AnswerStore is not null)
        {
            throw new InvalidOperationException("An executor has one answer store: call UseAnswerStore once.");
        }

        AnswerStore = create;
    }

    public void UseHttpClientFactory()
    {
        ThrowIfSent();
        _usesFactory = true;
    }

    public void ReadSettings(QuerentOptions options)
    {
        if (section is not null)
        {
            _ = SettingsReader.Read(section, options);   // what is wrong is said when they are validated
        }
    }

    /// <summary>What is wrong in the configuration section.</summary>
    public IReadOnlyList<string> ReadSettings() => section is null ? [] : SettingsReader.Read(section, new QuerentOptions());

    /// <summary>A setting's name for a person, one below another after a colon: its configuration key, or its property where settings are given in code.</summary>
    public string KeyOf(string setting)
    {
        if (section is not null)
        {
            return $"{section.Path}:{setting}";
        }

        string property = $"{nameof(QuerentOptions)}.{setting.Replace(':', '.')}";
        return name is null ? property : $"{property} of '{name}'";
    }

    public RowExecutor Resolve(IServiceProvider services)
        => name is null ? services.GetRequiredService<RowExecutor>() : services.GetRequiredKeyedService<RowExecutor>(name);

    public void ThrowIfTaken(IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(RowExecutor) && Equals(service.ServiceKey, name)))
        {
            throw new InvalidOperationException(name is null
                ? "A RowExecutor without a name is registered already. Call AddQuerent once, and give other executors a name: AddQuerent(\"nightly\", …)."
                : $"A RowExecutor named '{name}' is registered already. Give each executor a name of its own.");
        }
    }

    private void ThrowIfSent()
    {
        if (HasTransport || _usesFactory)
        {
            throw new InvalidOperationException(
                "An executor sends through one thing: call UseTransport or UseHttpClientFactory, and once. UseHttpClientFactory is for the direct transport; another brings a client of its own.");
        }
    }
}
