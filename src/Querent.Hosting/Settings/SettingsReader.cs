using Microsoft.Extensions.Configuration;

namespace Querent;

/// <summary>
/// Reads a configuration section. The binder of the framework says what a wrong value was, which may be a key that went
/// to the wrong line, and takes <c>30</c> for thirty days; this one says where and what it must be.
/// </summary>
internal static class SettingsReader
{
    /// <summary>Sets what the section holds, and says what is wrong with the rest.</summary>
    public static IReadOnlyList<string> Read(IConfigurationSection section, QuerentOptions options)
    {
        List<string> errors = [];
        if (!string.IsNullOrEmpty(section.Value))
        {
            errors.Add($"{section.Path} is one value. It must be a section with keys of its own, such as {section.Path}:{nameof(QuerentOptions.Endpoint)}.");
        }

        foreach (IConfigurationSection child in section.GetChildren())
        {
            Setting? setting = SettingsTable.All.FirstOrDefault(setting => setting.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            errors.AddRange(setting is null
                ? [$"{child.Path} is no setting. There are {SettingsTable.Keys}."]
                : Read(setting, child, options));
        }

        return errors;
    }

    private static IEnumerable<string> Read(Setting setting, IConfigurationSection section, QuerentOptions options)
    {
        if (setting.ReadBelow is { } readBelow)
        {
            return readBelow(section, options);
        }

        bool isSection = section.GetChildren().Any();
        if (setting.Form is null)
        {
            return [$"{section.Path} is set in code only."];
        }

        if (!isSection && string.IsNullOrWhiteSpace(section.Value))
        {
            return [];   // not set
        }

        return isSection == setting.IsSection && setting.TryRead(options, section) ? [] : [$"{section.Path} is not {setting.Form}."];
    }
}
