using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Querent;

/// <summary>Checks an executor's settings, all of them at once, and names each by its configuration key.</summary>
internal sealed class SettingsValidator(ExecutorRegistration registration, HostOptions host) : IValidateOptions<QuerentOptions>
{
    public ValidateOptionsResult Validate(string? name, QuerentOptions options)
    {
        if (name != registration.OptionsName)
        {
            return ValidateOptionsResult.Skip;
        }

        IReadOnlyList<string> unreadable = registration.ReadSettings();
        bool isTransportOurs = !registration.HasTransport;
        List<string> errors =
        [
            .. unreadable,
            .. Unread(options),
            .. isTransportOurs && unreadable.Count == 0 ? TransportSettings.Validate(options, registration.KeyOf) : [],   // else it would miss what is misspelt
            .. Least(nameof(options.MaxConcurrency), options.MaxConcurrency),
            .. Least(nameof(options.InitialConcurrency), options.InitialConcurrency),
            .. First(options),
            .. Least(nameof(options.RequestsPerMinute), options.RequestsPerMinute),
            .. Least(nameof(options.TokensPerMinute), options.TokensPerMinute),
            .. Least(nameof(options.MaxAttempts), options.MaxAttempts),
            .. UpToADay(nameof(options.AttemptTimeout), options.AttemptTimeout),
            .. UpToADay(nameof(options.QueryTimeout), options.QueryTimeout),
            .. UpToADay(nameof(options.RowTimeout), options.RowTimeout),
            .. UpToADay(nameof(options.RetryDelay), options.RetryDelay),
            .. UpToADay(nameof(options.MaxRetryDelay), options.MaxRetryDelay),
            .. UpToADay(nameof(options.MaxRetryAfter), options.MaxRetryAfter),
            .. HealthSettings.Validate(options.Health, registration.KeyOf),
            .. Drain(options.DrainTimeout),
        ];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    /// <summary>No setting is accepted and then not used.</summary>
    private IEnumerable<string> Unread(QuerentOptions options)
        => from setting in SettingsTable.All
           where setting.IsSet(options)
           let reason = setting.Group switch
           {
               SettingGroup.Transport or SettingGroup.Connection when registration.HasTransport
                   => "means nothing beside UseTransport: that transport has settings of its own. Remove one of the two",
               SettingGroup.Connection when registration.HttpClientName is not null
                   => "means nothing beside UseHttpClientFactory, whose handler makes the connections, and whose requests are HTTP/1.1. Set up the handler: client.ConfigurePrimaryHttpMessageHandler(…)",
               _ when setting.Name is nameof(options.InitialConcurrency) && options.AdaptiveConcurrency == false
                   => "means nothing where AdaptiveConcurrency is false. Remove one of the two",
               _ when setting.Name is nameof(options.RequestsPerMinute) or nameof(options.TokensPerMinute) or nameof(options.TokenCounter) && options.QuotaPacing == false
                   => "means nothing where QuotaPacing is false. Remove one of the two",
               _ => null,
           }
           where reason is not null
           select $"{registration.KeyOf(setting.Name)} is set, but {reason}.";

    private IEnumerable<string> Least(string name, int? value)
        => value < 1 ? [string.Create(CultureInfo.InvariantCulture, $"{registration.KeyOf(name)} must be 1 or more, not {value}.")] : [];

    private IEnumerable<string> First(QuerentOptions options)
    {
        int most = options.MaxConcurrency ?? new RowExecutorOptions().MaxConcurrency;
        if (options.AdaptiveConcurrency != false && most >= 1 && options.InitialConcurrency > most)
        {
            string reason = options.MaxConcurrency is null ? " by default" : "";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{registration.KeyOf(nameof(options.InitialConcurrency))} is {options.InitialConcurrency}, more than {nameof(options.MaxConcurrency)}, which is {most}{reason}. Lower the one or raise the other.");
        }
    }

    private IEnumerable<string> UpToADay(string name, TimeSpan? value)
        => value <= TimeSpan.Zero || value > TimeSpan.FromDays(1) ? [$"{registration.KeyOf(name)} must be longer than nothing and at most a day, not {value}."] : [];

    private IEnumerable<string> Drain(TimeSpan? value)
    {
        if (value < TimeSpan.Zero)
        {
            yield return $"{registration.KeyOf(nameof(QuerentOptions.DrainTimeout))} must not be less than nothing, not {value}.";
        }
        else if (host.ShutdownTimeout != Timeout.InfiniteTimeSpan && value >= host.ShutdownTimeout)
        {
            yield return $"{registration.KeyOf(nameof(QuerentOptions.DrainTimeout))} is {value}, but the host stops within {host.ShutdownTimeout}, its ShutdownTimeout, and would cut off what is still asked. Make the one shorter or the other longer.";
        }
    }
}
