using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Querent.Generators.Tests.Rows;

public enum Urgency
{
    Low,
    Normal,

    [JsonStringEnumMemberName("very-high")]
    High,
}

public sealed record Triage(
    [property: Description("What the customer wants.")] string Intent,
    Urgency Urgency,
    [property: Range(0.0, 1.0)] double Confidence);

/// <summary>A customer's message and everything we ask about it.</summary>
[QueryRow(System = "You work on the \"support\" desk.\nBe brief.")]
public partial record SupportTicket
{
    /// <summary>What the customer wrote.</summary>
    public required string Text { get; init; }

    [Query("Classify this message.\n<message>{{ Text | xml }}</message>")]
    public required Triage Triage { get; init; }

    [Query("Answer {{ Text | json }}.", MaxOutputTokens = 300)]
    public required string Reply { get; init; }
}
