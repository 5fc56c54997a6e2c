using Microsoft.Extensions.Diagnostics.HealthChecks;
using Querent;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers health checks of executors.</summary>
public static class QuerentHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks a registered <see cref="RowExecutor"/>: <c>services.AddHealthChecks().AddQuerent()</c>. The check asks the model nothing,
    /// and takes no time.
    /// </summary>
    /// <remarks>
    /// <para>
    /// <paramref name="failureStatus"/> is reported once the executor is drained or disposed of, and while the rule
    /// <see cref="HealthRule.ErrorRate"/> is broken and there are rows to measure it by; <see cref="HealthStatus.Degraded"/> while
    /// another rule of <see cref="RowExecutorOptions.Health"/> is, while <see cref="HealthRule.ErrorRate"/> was found broken by the last
    /// rows that there were, and while the executor is paused; <see cref="HealthStatus.Healthy"/> otherwise, and where no rule is set.
    /// </para>
    /// <para>
    /// The result's data are numbers: <c>RowsActive</c>, <c>RowsAnswered</c>, <c>RowsFailed</c>, <c>InFlight</c>, <c>Waiting</c>,
    /// <c>Limit</c> of <see cref="ExecutorStatistics"/>, and the value of each rule that is broken under its name.
    /// </para>
    /// </remarks>
    /// <param name="builder">Where to.</param>
    /// <param name="executor">The name that the executor is registered under; null for the one without.</param>
    /// <param name="name">The check's name; when null <c>Querent</c>, or <c>Querent.nightly</c> for an executor of that name.</param>
    /// <param name="failureStatus">The status of an executor that fails; <see cref="HealthStatus.Unhealthy"/> when null.</param>
    /// <param name="tags">Tags to choose checks by; none when null.</param>
    public static IHealthChecksBuilder AddQuerent(
        this IHealthChecksBuilder builder,
        string? executor = null,
        string? name = null,
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name ?? (executor is null ? "Querent" : $"Querent.{executor}"),
            services => new ExecutorHealthCheck(executor is null ? services.GetRequiredService<RowExecutor>() : services.GetRequiredKeyedService<RowExecutor>(executor)),
            failureStatus,
            tags));
    }
}
