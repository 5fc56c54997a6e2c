using Microsoft.Extensions.Configuration;

namespace Querent;

/// <summary>A key of the configuration and how it becomes a property.</summary>
/// <param name="Name">The key, and the property's name.</param>
/// <param name="Group">What it is a setting of.</param>
/// <param name="Form">What its value must be, for a person; null when it is set in code only.</param>
/// <param name="IsSet">Whether the property has a value.</param>
/// <param name="TryRead">Sets the property; false when the value is not of the form.</param>
internal sealed record Setting(
    string Name,
    SettingGroup Group,
    string? Form,
    Func<QuerentOptions, bool> IsSet,
    Func<QuerentOptions, IConfigurationSection, bool> TryRead)
{
    /// <summary>Whether the key has keys below it, and not a value.</summary>
    public bool IsSection { get; private init; }

    /// <summary>Sets what is below the key and says what is wrong with the rest, in place of <see cref="TryRead"/>; null where that does.</summary>
    public Func<IConfigurationSection, QuerentOptions, IEnumerable<string>>? ReadBelow { get; private init; }

    public static Setting Of<T>(string name, SettingGroup group, SettingForm<T> form, Func<QuerentOptions, T?> get, Action<QuerentOptions, T> set)
        where T : struct
        => new(name, group, form.Description, options => get(options) is not null, (options, section) => form.TryRead(section.Value!, value => set(options, value)));

    public static Setting Of<T>(string name, SettingGroup group, SettingForm<T> form, Func<QuerentOptions, T?> get, Action<QuerentOptions, T> set)
        where T : class
        => new(name, group, form.Description, options => get(options) is not null, (options, section) => form.TryRead(section.Value!, value => set(options, value)));

    /// <summary>A section whose keys are the names of headers.</summary>
    public static Setting OfHeaders(string name) => new(name, SettingGroup.Transport, "a section of names and values", options => options.Headers.Count > 0, TryReadHeaders) { IsSection = true };

    /// <summary>The section of the rules of health, which says what is wrong with each of its keys by itself.</summary>
    public static Setting OfHealth(string name)
        => new(name, SettingGroup.Executor, "a section of thresholds", options => options.Health is not null, (_, _) => false) { ReadBelow = HealthSettings.Read };

    public static Setting InCode(string name, SettingGroup group, Func<QuerentOptions, object?> get)
        => new(name, group, null, options => get(options) is not null, (_, _) => false);

    private static bool TryReadHeaders(QuerentOptions options, IConfigurationSection section)
    {
        foreach (IConfigurationSection header in section.GetChildren())
        {
            if (header.Value is null)
            {
                return false;
            }

            if (header.Value.Length > 0)
            {
                options.Headers[header.Key] = header.Value;
            }
        }

        return true;
    }
}
