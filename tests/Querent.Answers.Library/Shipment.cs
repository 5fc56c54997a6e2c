using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Querent.Answers.Library;

/// <summary>How soon something arrives.</summary>
public enum Speed
{
    Slow,

    [JsonStringEnumMemberName("over-night")]
    Fast,
}

/// <summary>What is sent, and how.</summary>
public sealed record Shipment(
    [property: StringLength(12, MinimumLength = 1)] string Carrier,
    Parcel First,
    Parcel? Second,
    List<Parcel?> Others,
    Speed Speed,
    Speed? Wanted,
    [property: Range(typeof(DateOnly), "2020-01-01", "2029-12-31")] DateOnly? Due,
    Route Route);

/// <summary>A class of which some is made by its constructor.</summary>
public sealed class Parcel(string? label)
{
    [MaxLength(8)]
    public string? Label { get; } = label;

    [Description("In kilograms.")]
    [Range(0.0, 30.0, MinimumIsExclusive = true)]
    public required double Weight { get; init; }

    [JsonPropertyName("is it fragile")]
    public bool IsFragile { get; set; }
}

/// <summary>One of several.</summary>
[JsonDerivedType(typeof(Flight), "flight")]
[JsonDerivedType(typeof(Drive), "drive")]
public abstract record Route;

public sealed record Flight([property: RegularExpression("[A-Z]{2}-[0-9]{1,3}")] string Number) : Route;

public sealed record Drive(int? Stops) : Route;
