using System.Collections.Immutable;

namespace Querent;

/// <summary>
/// What a family of models takes and what it refuses, where families differ. <see cref="For"/> knows the usual ones by name;
/// a deployment with a name of its own, or a model that differs, is given its profile:
/// <c>Profile = ModelProfile.For("o4-mini")</c>, or <c>ModelProfile.Default with { … }</c>.
/// </summary>
public sealed record ModelProfile
{
    /// <summary>
    /// What a model is taken for whose name is not known: strict schemas, a temperature, top-p, stops, images,
    /// <c>max_completion_tokens</c>, no reasoning effort.
    /// </summary>
    public static ModelProfile Default { get; } = new();

    /// <summary>The property that limits the answer's tokens; <c>max_completion_tokens</c> by default.</summary>
    public TokenLimitProperty TokenLimit { get; init; }

    /// <summary>Whether a temperature may be sent; true by default. Reasoning models refuse it.</summary>
    public bool TakesTemperature { get; init; } = true;

    /// <summary>Whether <c>top_p</c> may be sent; true by default. Reasoning models refuse it.</summary>
    public bool TakesTopP { get; init; } = true;

    /// <summary>Whether <c>stop</c> may be sent; true by default. The newer reasoning models refuse it.</summary>
    public bool TakesStop { get; init; } = true;

    /// <summary>Whether the model sees images; true by default, false for the families that are known to read text alone.</summary>
    public bool TakesImages { get; init; } = true;

    /// <summary>The reasoning efforts that the model takes, as the provider spells them; none by default.</summary>
    public ImmutableArray<string> ReasoningEfforts { get; init; } = [];

    /// <summary>How the model is held to an answer's schema; by a strict schema by default.</summary>
    public StructuredOutput StructuredOutput { get; init; }

    /// <summary>
    /// The profile of a model by the start of its name (<c>gpt-4o-mini-2024-07-18</c> is a <c>gpt-4o</c>), whatever stands
    /// before a slash (<c>openai/gpt-4o</c>) and in whatever case; <see cref="Default"/> for a name that is not known.
    /// </summary>
    /// <param name="model">The model's name, or a deployment's that is named after its model.</param>
    /// <remarks>
    /// The table is of November 2026 and holds what the providers had documented of these families by then: gpt-5, gpt-4.1,
    /// gpt-4o, gpt-4, gpt-3.5, o1, o3, o4, gpt-oss, and the usual open models. A newer model whose name begins like an older
    /// one's is taken for one of that family.
    /// </remarks>
    public static ModelProfile For(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ModelFamilies.Find(model) ?? Default;
    }

    internal void Validate()
    {
        if (!Enum.IsDefined(TokenLimit) || !Enum.IsDefined(StructuredOutput))
        {
            throw OptionError.Wrong("Profile", "The model's profile holds a value that is none of its enum's.");
        }

        if (ReasoningEfforts.IsDefault || ReasoningEfforts.Any(string.IsNullOrWhiteSpace))
        {
            throw OptionError.Wrong("Profile", "The model's profile holds an empty reasoning effort. Leave ReasoningEfforts empty for a model that takes none.");
        }
    }
}
