using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Querent;

/// <summary>An executor's state as a health check: whether it takes rows, and which of its rules are broken. Asks nobody anything.</summary>
internal sealed class ExecutorHealthCheck(RowExecutor executor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<HealthAlert> alerts = executor.Health.Alerts;
        Dictionary<string, object> data = Numbers(executor.GetStatistics(), alerts);
        if (executor.IsStopping)
        {
            return Result(context.Registration.FailureStatus, "The executor is drained and takes no more rows.", data);
        }

        string[] findings =
        [
            .. executor.IsPaused ? ["The executor is paused."] : Array.Empty<string>(),
            .. alerts.Select(Describe),
        ];
        HealthStatus status = findings.Length == 0 ? HealthStatus.Healthy
            : alerts.Any(IsFailure) ? context.Registration.FailureStatus
            : HealthStatus.Degraded;
        return Result(status, findings.Length == 0 ? null : string.Join(' ', findings), data);
    }

    /// <summary>
    /// Rows fail, and now. An executor that has no rows measures nothing, so its last finding must not keep a service without requests
    /// from ever getting any.
    /// </summary>
    private bool IsFailure(HealthAlert alert) => alert.Rule == HealthRule.ErrorRate && executor.Health.IsWatching;

    private static string Describe(HealthAlert alert)
        => string.Create(CultureInfo.InvariantCulture, $"{alert.Rule} is {alert.Value:0.###}, above {alert.Threshold:0.###}, since {alert.Since:u}.");

    private static Dictionary<string, object> Numbers(ExecutorStatistics statistics, IReadOnlyList<HealthAlert> alerts)
    {
        var data = new Dictionary<string, object>
        {
            [nameof(statistics.RowsActive)] = statistics.RowsActive,
            [nameof(statistics.RowsAnswered)] = statistics.RowsAnswered,
            [nameof(statistics.RowsFailed)] = statistics.RowsFailed,
            [nameof(statistics.InFlight)] = statistics.InFlight,
            [nameof(statistics.Waiting)] = statistics.Waiting,
            [nameof(statistics.Limit)] = statistics.Limit,
        };
        foreach (HealthAlert alert in alerts)
        {
            data[alert.Rule.ToString()] = alert.Value;
        }

        return data;
    }

    private static Task<HealthCheckResult> Result(HealthStatus status, string? description, Dictionary<string, object> data)
        => Task.FromResult(new HealthCheckResult(status, description, exception: null, data));
}
