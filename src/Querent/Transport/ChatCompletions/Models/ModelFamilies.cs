namespace Querent;

/// <summary>The families that are known by the start of their names: the longest start that fits decides.</summary>
internal static class ModelFamilies
{
    private static readonly ModelProfile Chat = new();
    private static readonly ModelProfile JsonMode = new() { TokenLimit = TokenLimitProperty.MaxTokens, StructuredOutput = StructuredOutput.JsonObject };
    private static readonly ModelProfile BlindJsonMode = JsonMode with { TakesImages = false };
    private static readonly ModelProfile TextOnly = BlindJsonMode with { StructuredOutput = StructuredOutput.Text };
    private static readonly ModelProfile EarlyReasoning = Reasoning("low", "medium", "high") with { TakesStop = true };
    private static readonly ModelProfile Open = new() { TokenLimit = TokenLimitProperty.MaxTokens };

    private static readonly (string Start, ModelProfile Profile)[] Known =
    [
        ("gpt-5", Reasoning("minimal", "low", "medium", "high")),
        ("gpt-5-pro", Reasoning("high")),
        ("gpt-5-chat", Chat),
        ("gpt-5.", Reasoning("none", "low", "medium", "high", "xhigh")),
        ("gpt-5.1", Reasoning("none", "low", "medium", "high")),
        ("gpt-4.5", Chat),
        ("gpt-4.1", Chat),
        ("gpt-4o", Chat),
        ("chatgpt-4o", Chat),
        ("gpt-4o-2024-05-13", Chat with { StructuredOutput = StructuredOutput.JsonObject }),
        ("gpt-4-turbo", JsonMode),
        ("gpt-4-turbo-preview", BlindJsonMode),
        ("gpt-4-1106", BlindJsonMode),
        ("gpt-4-0125", BlindJsonMode),
        ("gpt-4", TextOnly),
        ("gpt-4-vision", TextOnly with { TakesImages = true }),
        ("gpt-4-1106-vision", TextOnly with { TakesImages = true }),
        ("gpt-3.5-turbo", BlindJsonMode),
        ("gpt-35-turbo", BlindJsonMode),
        ("o1", EarlyReasoning),
        ("o1-mini", EarlyReasoning with { TakesImages = false }),
        ("o1-preview", EarlyReasoning with { TakesImages = false }),
        ("o3", Reasoning("low", "medium", "high")),
        ("o3-mini", EarlyReasoning with { TakesImages = false }),
        ("o4", Reasoning("low", "medium", "high")),
        ("gpt-oss", Open with { ReasoningEfforts = ["low", "medium", "high"], TakesImages = false }),
        ("llama", Open),
        ("meta-llama", Open),
        ("qwen", Open),
        ("mistral", Open),
        ("mixtral", Open with { TakesImages = false }),
        ("gemma", Open),
        ("phi", Open),
    ];

    private const string FineTuned = "ft:";

    /// <summary>The profile of the family that the name belongs to; null when it is none of these.</summary>
    public static ModelProfile? Find(string model)
    {
        ReadOnlySpan<char> name = model.AsSpan(model.LastIndexOf('/') + 1).Trim();
        name = name.StartsWith(FineTuned, StringComparison.OrdinalIgnoreCase) ? name[FineTuned.Length..] : name;
        (string Start, ModelProfile Profile) best = ("", ModelProfile.Default);
        foreach ((string Start, ModelProfile Profile) family in Known)
        {
            if (family.Start.Length > best.Start.Length && StartsWithName(name, family.Start))
            {
                best = family;
            }
        }

        return best.Start.Length > 0 ? best.Profile : null;
    }

    /// <summary>
    /// Whether a name is the start's own or goes on after a mark; an open model's version may follow its name at once
    /// (<c>qwen3</c>), another model's name may not (<c>o1x</c>, <c>gpt-50</c>).
    /// </summary>
    private static bool StartsWithName(ReadOnlySpan<char> name, string start)
    {
        if (!name.StartsWith(start, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return name.Length == start.Length || start[^1] == '.'
            || (char.IsAsciiDigit(start[^1]) ? !char.IsAsciiLetterOrDigit(name[start.Length]) : !char.IsAsciiLetter(name[start.Length]));
    }

    private static ModelProfile Reasoning(params ReadOnlySpan<string> efforts)
        => new() { TakesTemperature = false, TakesTopP = false, TakesStop = false, ReasoningEfforts = [.. efforts] };
}
