using Microsoft.Extensions.Configuration;

namespace Querent;

/// <summary>
/// The section of the rules of health. A rule is switched off by the value <c>false</c>, and all of them by that of the whole section.
/// </summary>
internal static class HealthSettings
{
    private const string Off = "false";

    private static readonly (string Name, Func<HealthOptions, double?, HealthOptions> Set)[] Thresholds =
    [
        (nameof(HealthOptions.MaxErrorRate), static (health, value) => health with { MaxErrorRate = value }),
        (nameof(HealthOptions.MaxTailRatio), static (health, value) => health with { MaxTailRatio = value }),
        (nameof(HealthOptions.MaxThroughputDrop), static (health, value) => health with { MaxThroughputDrop = value }),
        (nameof(HealthOptions.MaxMemoryGrowth), static (health, value) => health with { MaxMemoryGrowth = value }),
    ];

    private static readonly string Keys = string.Join(", ", Thresholds.Select(threshold => threshold.Name).Prepend(nameof(HealthOptions.Interval)));

    /// <summary>Sets what the section holds, and says what is wrong with the rest.</summary>
    public static IEnumerable<string> Read(IConfigurationSection section, QuerentOptions options)
    {
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            if (!IsOff(section.Value) || section.GetChildren().Any())
            {
                return [$"{section.Path} is not a section of thresholds, nor false for no rules."];
            }

            options.Health = null;
            return [];
        }

        HealthOptions health = options.Health ?? new HealthOptions();
        List<string> errors = [];
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (Read(child, ref health) is { } error)
            {
                errors.Add(error);
            }
        }

        options.Health = health;
        return errors;
    }

    /// <summary>What is wrong with the rules, however they were set.</summary>
    public static IEnumerable<string> Validate(HealthOptions? health, Func<string, string> keyOf)
    {
        try
        {
            health?.Validate();
            return [];
        }
        catch (ArgumentOutOfRangeException exception)
        {
            return [$"{keyOf($"{nameof(QuerentOptions.Health)}:{exception.ParamName}")} is wrong. {TransportSettings.WithoutParameter(exception)}"];
        }
    }

    private static string? Read(IConfigurationSection section, ref HealthOptions health)
    {
        if (section.Key.Equals(nameof(HealthOptions.Interval), StringComparison.OrdinalIgnoreCase))
        {
            HealthOptions read = health;
            string? error = Read(section, SettingForm.Time, SettingForm.Time.Description, value => read = read with { Interval = value });
            health = read;
            return error;
        }

        foreach ((string name, Func<HealthOptions, double?, HealthOptions> set) in Thresholds)
        {
            if (section.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                if (IsOff(section.Value))
                {
                    health = set(health, null);
                    return null;
                }

                HealthOptions read = health;
                string? error = Read(section, SettingForm.Number, $"{SettingForm.Number.Description}, nor false for no such rule", value => read = set(read, value));
                health = read;
                return error;
            }
        }

        return $"{section.Path} is no setting. There are {Keys}.";
    }

    private static string? Read<T>(IConfigurationSection section, SettingForm<T> form, string description, Action<T> set)
    {
        bool isSection = section.GetChildren().Any();
        return !isSection && string.IsNullOrWhiteSpace(section.Value) ? null   // not set
            : !isSection && form.TryRead(section.Value!, set) ? null
            : $"{section.Path} is not {description}.";
    }

    private static bool IsOff(string? value) => string.Equals(value?.Trim(), Off, StringComparison.OrdinalIgnoreCase);
}
