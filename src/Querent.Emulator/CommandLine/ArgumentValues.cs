using System.Globalization;

namespace Querent.Emulator;

/// <summary>Walks over arguments of the form <c>--name value</c>.</summary>
internal sealed class ArgumentValues(IReadOnlyList<string> args)
{
    private int _at;
    private string _name = "";

    /// <summary>The next option's name; null at the end.</summary>
    public string? Next() => _at < args.Count ? _name = args[_at++] : null;

    public string Text() => _at < args.Count ? args[_at++] : throw new FormatException($"{_name} needs a value.");

    public int Integer(int least, int most)
    {
        string text = Text();
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw Bad(text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    public double Number(double least, double most) => Number(Text(), least, most);

    public T OneOf<T>(params ReadOnlySpan<(string Name, T Value)> choices)
    {
        string text = Text();
        foreach ((string name, T value) in choices)
        {
            if (name == text)
            {
                return value;
            }
        }

        throw Bad(text, string.Join(" or ", choices.ToArray().Select(choice => choice.Name)));
    }

    public (EmulatorFault Fault, double Share) FaultShare()
    {
        string text = Text();
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || !EmulatorFault.ByName.TryGetValue(text[..equals], out EmulatorFault? fault))
        {
            throw Bad(text, "NAME=SHARE with a name that --help lists");
        }

        return (fault, Number(text[(equals + 1)..], 0, 1));
    }

    public (double Share, double Value) ShareOf(double least, double most)
    {
        string text = Text();
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? throw Bad(text, "SHARE=NUMBER")
            : (Number(text[..equals], 0, 1), Number(text[(equals + 1)..], least, most));
    }

    public QuotaChange Change()
    {
        string text = Text();
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? throw Bad(text, "SECONDS=FACTOR")
            : new QuotaChange(TimeSpan.FromSeconds(Number(text[..equals], 0, 10_000_000))) { Factor = Number(text[(equals + 1)..], 0.000_001, 999_999) };
    }

    public FaultRule Burst()
    {
        string text = Text();
        string[] parts = text.Split('=');
        return parts.Length == 2 && Count(parts[0]) is int first && Count(parts[1]) is int count
            ? FaultRule.Burst(EmulatorFault.Throttle(), first, count, gather: TimeSpan.FromSeconds(1))
            : throw Bad(text, "FIRST=COUNT, two whole numbers from 1");

        static int? Count(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0 ? value : null;
    }

    /// <summary>An error about the last value.</summary>
    public FormatException Bad(string text, string expected) => new($"{_name}: '{text}' is not {expected}.");

    private double Number(string text, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= least && value <= most
            ? value
            : throw Bad(text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
}
