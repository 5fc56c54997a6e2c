using System.CommandLine;
using System.Globalization;

namespace Querent.Benchmarks.CommandLine;

/// <summary>Options that check their values, so that a wrong one is refused with a message before anything runs.</summary>
internal static class Options
{
    public static Option<int> Whole(string name, int value, int least, string description, int most = int.MaxValue)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !IsWhole(result.Tokens[^1].Value, least, most))
            {
                string upTo = most == int.MaxValue ? "up" : string.Create(CultureInfo.InvariantCulture, $"to {most}");
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a whole number from {least} {upTo}, not '{result.Tokens[^1].Value}'."));
            }
        });
        return option;
    }

    public static Option<int[]> Wholes(string name, int[] values, int least, string description)
    {
        var option = new Option<int[]>(name)
        {
            Description = description,
            HelpName = "N …",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => values,
        };
        option.Validators.Add(result =>
        {
            foreach (string text in result.Tokens.Select(token => token.Value).Where(text => !IsWhole(text, least, int.MaxValue)))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes whole numbers from {least} up, not '{text}'."));
            }
        });
        return option;
    }

    public static Option<string> Text(string name, string? value, string help, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = help, Required = value is null };
        if (value is not null)
        {
            option.DefaultValueFactory = _ => value;
        }

        return option;
    }

    private static bool IsWhole(string text, int least, int most)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most;
}
