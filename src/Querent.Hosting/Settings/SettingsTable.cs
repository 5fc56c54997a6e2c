using System.Collections.Immutable;

namespace Querent;

/// <summary>Every key that a configuration section may have.</summary>
internal static class SettingsTable
{
    public static ImmutableArray<Setting> All { get; } =
    [
        Setting.Address(nameof(QuerentOptions.Endpoint), options => options.Endpoint, (options, value) => options.Endpoint = value),
        Setting.Text(nameof(QuerentOptions.Deployment), options => options.Deployment, (options, value) => options.Deployment = value),
        Setting.Text(nameof(QuerentOptions.ApiKey), options => options.ApiKey, (options, value) => options.ApiKey = value),
        Setting.Text(nameof(QuerentOptions.ApiVersion), options => options.ApiVersion, (options, value) => options.ApiVersion = value),
        Setting.Number(nameof(QuerentOptions.Temperature), options => options.Temperature, (options, value) => options.Temperature = value),
        Setting.Whole(nameof(QuerentOptions.MaxReplyBytes), true, options => options.MaxReplyBytes, (options, value) => options.MaxReplyBytes = value),
        Setting.Whole(nameof(QuerentOptions.MaxConcurrency), false, options => options.MaxConcurrency, (options, value) => options.MaxConcurrency = value),
        Setting.Whole(nameof(QuerentOptions.MaxAttempts), false, options => options.MaxAttempts, (options, value) => options.MaxAttempts = value),
        Setting.Time(nameof(QuerentOptions.AttemptTimeout), false, options => options.AttemptTimeout, (options, value) => options.AttemptTimeout = value),
        Setting.Time(nameof(QuerentOptions.QueryTimeout), false, options => options.QueryTimeout, (options, value) => options.QueryTimeout = value),
        Setting.Time(nameof(QuerentOptions.RowTimeout), false, options => options.RowTimeout, (options, value) => options.RowTimeout = value),
        Setting.Time(nameof(QuerentOptions.RetryDelay), false, options => options.RetryDelay, (options, value) => options.RetryDelay = value),
        Setting.Time(nameof(QuerentOptions.MaxRetryDelay), false, options => options.MaxRetryDelay, (options, value) => options.MaxRetryDelay = value),
        Setting.Time(nameof(QuerentOptions.MaxRetryAfter), false, options => options.MaxRetryAfter, (options, value) => options.MaxRetryAfter = value),
        Setting.Time(nameof(QuerentOptions.DrainTimeout), false, options => options.DrainTimeout, (options, value) => options.DrainTimeout = value),
    ];
}
