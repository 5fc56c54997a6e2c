using Microsoft.Extensions.Configuration;
using Querent;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers executors of Querent.</summary>
public static class QuerentServiceCollectionExtensions
{
    /// <summary>
    /// Registers a <see cref="RowExecutor"/> as a singleton, its settings checked when the host starts and its rows
    /// finished when the host stops.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="settings">
    /// A section such as <c>configuration.GetSection("Querent")</c>, whose keys are the names of the properties of
    /// <see cref="QuerentOptions"/>. A key that is none of them is an error at start; an empty value counts as not set.
    /// </param>
    /// <exception cref="InvalidOperationException">Such an executor is registered already.</exception>
    public static QuerentBuilder AddQuerent(this IServiceCollection services, IConfigurationSection settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return QuerentBuilder.Add(services, new ExecutorRegistration(null, settings));
    }

    /// <summary>
    /// Registers a <see cref="RowExecutor"/> as a singleton, whose settings come from <see cref="QuerentBuilder.Configure(Action{QuerentOptions})"/>
    /// or whose transport from <see cref="QuerentBuilder.UseTransport"/>.
    /// </summary>
    /// <inheritdoc cref="AddQuerent(IServiceCollection, IConfigurationSection)"/>
    public static QuerentBuilder AddQuerent(this IServiceCollection services)
        => QuerentBuilder.Add(services, new ExecutorRegistration(null, null));

    /// <summary>
    /// Registers a <see cref="RowExecutor"/> under a name, beside others: <c>[FromKeyedServices("nightly")] RowExecutor</c>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">The service key, and the name of the <see cref="QuerentOptions"/>.</param>
    /// <param name="settings">A section whose keys are the names of the properties of <see cref="QuerentOptions"/>.</param>
    /// <exception cref="InvalidOperationException">An executor of this name is registered already.</exception>
    public static QuerentBuilder AddQuerent(this IServiceCollection services, string name, IConfigurationSection settings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(settings);
        return QuerentBuilder.Add(services, new ExecutorRegistration(name, settings));
    }

    /// <summary>
    /// Registers a <see cref="RowExecutor"/> under a name, beside others; its settings come from <see cref="QuerentBuilder.Configure(Action{QuerentOptions})"/>
    /// or its transport from <see cref="QuerentBuilder.UseTransport"/>.
    /// </summary>
    /// <inheritdoc cref="AddQuerent(IServiceCollection, string, IConfigurationSection)"/>
    public static QuerentBuilder AddQuerent(this IServiceCollection services, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return QuerentBuilder.Add(services, new ExecutorRegistration(name, null));
    }
}
