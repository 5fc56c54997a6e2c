using System.Globalization;

namespace Querent;

/// <summary>A key of the configuration and how its text becomes a property.</summary>
/// <param name="Name">The key, and the property's name.</param>
/// <param name="Form">What the text must be, for a person.</param>
/// <param name="IsOfTransport">Whether it is the direct transport's, and so means nothing beside another.</param>
/// <param name="TrySet">Sets the property; false when the text is not of the form.</param>
/// <param name="IsSet">Whether the property has a value.</param>
internal sealed record Setting(
    string Name,
    string Form,
    bool IsOfTransport,
    Func<QuerentOptions, string, bool> TrySet,
    Func<QuerentOptions, bool> IsSet)
{
    public static Setting Text(string name, Func<QuerentOptions, string?> get, Action<QuerentOptions, string> set)
        => new(name, "text", true, (options, text) => Set(options, text, set), options => get(options) is not null);

    public static Setting Address(string name, Func<QuerentOptions, Uri?> get, Action<QuerentOptions, Uri> set) => new(
        name,
        "an address such as https://my-resource.openai.azure.com",
        true,
        (options, text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? value) && Set(options, value, set),
        options => get(options) is not null);

    public static Setting Whole(string name, bool isOfTransport, Func<QuerentOptions, int?> get, Action<QuerentOptions, int> set) => new(
        name,
        "a whole number",
        isOfTransport,
        (options, text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && Set(options, value, set),
        options => get(options) is not null);

    public static Setting Number(string name, Func<QuerentOptions, double?> get, Action<QuerentOptions, double> set) => new(
        name,
        "a number such as 0.5",
        true,
        (options, text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && Set(options, value, set),
        options => get(options) is not null);

    public static Setting Time(string name, bool isOfTransport, Func<QuerentOptions, TimeSpan?> get, Action<QuerentOptions, TimeSpan> set) => new(
        name,
        "a time as hours:minutes:seconds, such as 00:00:30",
        isOfTransport,
        // A bare number would be days.
        (options, text) => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan value) && Set(options, value, set),
        options => get(options) is not null);

    private static bool Set<T>(QuerentOptions options, T value, Action<QuerentOptions, T> set)
    {
        set(options, value);
        return true;
    }
}
