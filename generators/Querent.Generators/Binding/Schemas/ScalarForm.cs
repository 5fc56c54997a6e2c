using Querent.Generators.Model;

namespace Querent.Generators.Binding.Schemas;

/// <summary>How a value that JSON writes as a string has to look.</summary>
/// <param name="Words">What a model is told where a schema has no keyword for it.</param>
/// <param name="Format">The value of <c>format</c>; null for none that means the same.</param>
/// <param name="Pattern">The value of <c>pattern</c>; null for none.</param>
internal sealed record ScalarForm(string Words, string? Format = null, string? Pattern = null)
{
    private const string Time = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?";

    /// <summary>The form of a kind of value; null for one that needs none. JSON schema's own times and durations look otherwise.</summary>
    public static ScalarForm? Of(ValueKind kind) => kind switch
    {
        ValueKind.DateOnly => new("A date as yyyy-MM-dd.", "date"),
        ValueKind.TimeOnly => new("A time of day as HH:mm:ss.", Pattern: $"^{Time}$"),
        ValueKind.DateTime => new("A date and time as yyyy-MM-ddTHH:mm:ss, with Z behind it if it is in UTC.", "date-time"),
        ValueKind.DateTimeOffset => new("A date and time with its offset from UTC, as yyyy-MM-ddTHH:mm:ss+hh:mm.", "date-time"),
        ValueKind.TimeSpan => new("A duration as d.hh:mm:ss, where d is days.", Pattern: $"^-?([0-9]{{1,7}}\\.)?{Time}$"),
        ValueKind.Guid => new("A UUID.", "uuid"),
        ValueKind.Uri => new("A URI."),
        ValueKind.Char => new("A single character."),
        ValueKind.Bytes => new("Bytes in Base64."),
        _ => null,
    };
}
