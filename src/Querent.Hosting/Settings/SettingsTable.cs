using System.Collections.Immutable;

namespace Querent;

/// <summary>Every setting that there is.</summary>
internal static class SettingsTable
{
    public static ImmutableArray<Setting> All { get; } =
    [
        Setting.Of(nameof(QuerentOptions.Api), SettingGroup.Transport, SettingForm.Api, options => options.Api, (options, value) => options.Api = value),
        Setting.Of(nameof(QuerentOptions.Endpoint), SettingGroup.Transport, SettingForm.Address, options => options.Endpoint, (options, value) => options.Endpoint = value),
        Setting.Of(nameof(QuerentOptions.Deployment), SettingGroup.Transport, SettingForm.Text, options => options.Deployment, (options, value) => options.Deployment = value),
        Setting.Of(nameof(QuerentOptions.Model), SettingGroup.Transport, SettingForm.Text, options => options.Model, (options, value) => options.Model = value),
        Setting.InCode(nameof(QuerentOptions.Profile), SettingGroup.Transport, options => options.Profile),
        Setting.Of(nameof(QuerentOptions.ApiKey), SettingGroup.Transport, SettingForm.Text, options => options.ApiKey, (options, value) => options.ApiKey = value),
        Setting.InCode(nameof(QuerentOptions.TokenProvider), SettingGroup.Transport, options => options.TokenProvider),
        Setting.Of(nameof(QuerentOptions.ApiVersion), SettingGroup.Transport, SettingForm.Text, options => options.ApiVersion, (options, value) => options.ApiVersion = value),
        Setting.Of(nameof(QuerentOptions.Temperature), SettingGroup.Transport, SettingForm.Number, options => options.Temperature, (options, value) => options.Temperature = value),
        Setting.Of(nameof(QuerentOptions.ReasoningEffort), SettingGroup.Transport, SettingForm.Text, options => options.ReasoningEffort, (options, value) => options.ReasoningEffort = value),
        Setting.OfHeaders(nameof(QuerentOptions.Headers)),
        Setting.InCode(nameof(QuerentOptions.BodyProperties), SettingGroup.Transport, options => options.BodyProperties),
        Setting.Of(nameof(QuerentOptions.MaxReplyBytes), SettingGroup.Transport, SettingForm.Whole, options => options.MaxReplyBytes, (options, value) => options.MaxReplyBytes = value),
        Setting.Of(nameof(QuerentOptions.MaxConnections), SettingGroup.Connection, SettingForm.Whole, options => options.MaxConnections, (options, value) => options.MaxConnections = value),
        Setting.Of(nameof(QuerentOptions.ConnectionLifetime), SettingGroup.Connection, SettingForm.Time, options => options.ConnectionLifetime, (options, value) => options.ConnectionLifetime = value),
        Setting.Of(nameof(QuerentOptions.ConnectTimeout), SettingGroup.Connection, SettingForm.Time, options => options.ConnectTimeout, (options, value) => options.ConnectTimeout = value),
        Setting.Of(nameof(QuerentOptions.Http2), SettingGroup.Connection, SettingForm.Switch, options => options.Http2, (options, value) => options.Http2 = value),
        Setting.InCode(nameof(QuerentOptions.Proxy), SettingGroup.Connection, options => options.Proxy),
        Setting.InCode(nameof(QuerentOptions.Tls), SettingGroup.Connection, options => options.Tls),
        Setting.Of(nameof(QuerentOptions.MaxConcurrency), SettingGroup.Executor, SettingForm.Whole, options => options.MaxConcurrency, (options, value) => options.MaxConcurrency = value),
        Setting.Of(nameof(QuerentOptions.AdaptiveConcurrency), SettingGroup.Executor, SettingForm.Switch, options => options.AdaptiveConcurrency, (options, value) => options.AdaptiveConcurrency = value),
        Setting.Of(nameof(QuerentOptions.InitialConcurrency), SettingGroup.Executor, SettingForm.Whole, options => options.InitialConcurrency, (options, value) => options.InitialConcurrency = value),
        Setting.Of(nameof(QuerentOptions.QuotaPacing), SettingGroup.Executor, SettingForm.Switch, options => options.QuotaPacing, (options, value) => options.QuotaPacing = value),
        Setting.Of(nameof(QuerentOptions.RequestsPerMinute), SettingGroup.Executor, SettingForm.Whole, options => options.RequestsPerMinute, (options, value) => options.RequestsPerMinute = value),
        Setting.Of(nameof(QuerentOptions.TokensPerMinute), SettingGroup.Executor, SettingForm.Whole, options => options.TokensPerMinute, (options, value) => options.TokensPerMinute = value),
        Setting.InCode(nameof(QuerentOptions.TokenCounter), SettingGroup.Executor, options => options.TokenCounter),
        Setting.Of(nameof(QuerentOptions.Sharing), SettingGroup.Executor, SettingForm.Sharing, options => options.Sharing, (options, value) => options.Sharing = value),
        Setting.Of(nameof(QuerentOptions.MaxAttempts), SettingGroup.Executor, SettingForm.Whole, options => options.MaxAttempts, (options, value) => options.MaxAttempts = value),
        Setting.Of(nameof(QuerentOptions.AttemptTimeout), SettingGroup.Executor, SettingForm.Time, options => options.AttemptTimeout, (options, value) => options.AttemptTimeout = value),
        Setting.Of(nameof(QuerentOptions.QueryTimeout), SettingGroup.Executor, SettingForm.Time, options => options.QueryTimeout, (options, value) => options.QueryTimeout = value),
        Setting.Of(nameof(QuerentOptions.RowTimeout), SettingGroup.Executor, SettingForm.Time, options => options.RowTimeout, (options, value) => options.RowTimeout = value),
        Setting.Of(nameof(QuerentOptions.RetryDelay), SettingGroup.Executor, SettingForm.Time, options => options.RetryDelay, (options, value) => options.RetryDelay = value),
        Setting.Of(nameof(QuerentOptions.MaxRetryDelay), SettingGroup.Executor, SettingForm.Time, options => options.MaxRetryDelay, (options, value) => options.MaxRetryDelay = value),
        Setting.Of(nameof(QuerentOptions.MaxRetryAfter), SettingGroup.Executor, SettingForm.Time, options => options.MaxRetryAfter, (options, value) => options.MaxRetryAfter = value),
        Setting.Of(nameof(QuerentOptions.RequireContentFilter), SettingGroup.Executor, SettingForm.Switch, options => options.RequireContentFilter, (options, value) => options.RequireContentFilter = value),
        Setting.OfHealth(nameof(QuerentOptions.Health)),
        Setting.Of(nameof(QuerentOptions.DrainTimeout), SettingGroup.Executor, SettingForm.Time, options => options.DrainTimeout, (options, value) => options.DrainTimeout = value),
    ];

    /// <summary>What a configuration section may hold, for a person.</summary>
    public static string Keys { get; } = string.Join(", ", All.Where(setting => setting.Form is not null).Select(setting => setting.Name));
}
