using System.Text.Json;

namespace Querent.Emulator;

/// <summary>What an accepted request asks beside its prompt.</summary>
internal sealed record SamplingValues(double? Temperature, double? TopP, long? Seed, IReadOnlyList<string> Stop, string? ReasoningEffort)
{
    public static SamplingValues Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        JsonElement root = document.RootElement;
        return new SamplingValues(
            Value(root, "temperature")?.GetDouble(),
            Value(root, "top_p")?.GetDouble(),
            Value(root, "seed")?.GetInt64(),
            Value(root, "stop") is { } stop ? TextsOf(stop) : [],
            Value(root, "reasoning_effort")?.GetString());
    }

    private static JsonElement? Value(JsonElement root, string name)
        => root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string[] TextsOf(JsonElement stop)
        => stop.ValueKind == JsonValueKind.Array ? [.. stop.EnumerateArray().Select(text => text.GetString()!)] : [stop.GetString()!];
}
