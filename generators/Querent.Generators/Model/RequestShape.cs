namespace Querent.Generators.Model;

/// <summary>What a row or query asks of the model beside its prompt; null for what it leaves out.</summary>
internal sealed record RequestShape
{
    public static RequestShape Nothing { get; } = new();

    public int? MaxOutputTokens { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public long? Seed { get; init; }

    /// <summary>The texts; empty for what takes back the row's.</summary>
    public EquatableArray<string>? Stop { get; init; }

    public string? ReasoningEffort { get; init; }

    /// <summary>Whether the row's effort is taken back.</summary>
    public bool TakesEffortBack { get; init; }

    /// <summary>This, and what another says where this says nothing.</summary>
    public RequestShape Or(RequestShape other) => new()
    {
        MaxOutputTokens = MaxOutputTokens ?? other.MaxOutputTokens,
        Temperature = Temperature ?? other.Temperature,
        TopP = TopP ?? other.TopP,
        Seed = Seed ?? other.Seed,
        Stop = Stop ?? other.Stop,
        ReasoningEffort = TakesEffortBack ? null : ReasoningEffort ?? other.ReasoningEffort,
        TakesEffortBack = TakesEffortBack || (ReasoningEffort is null && other.TakesEffortBack),
    };
}
