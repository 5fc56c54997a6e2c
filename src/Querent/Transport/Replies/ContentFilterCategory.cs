namespace Querent;

/// <summary>What a content filter looked at.</summary>
public enum ContentFilterSource
{
    /// <summary>The prompt, on its way in.</summary>
    Prompt,

    /// <summary>The answer, on its way out.</summary>
    Answer,
}

/// <summary>What the provider's content filter found in one category. A category in which it found nothing is not listed.</summary>
/// <param name="Name">
/// The category as the provider names it, such as <c>hate</c>, <c>self_harm</c>, <c>jailbreak</c>, <c>protected_material_code</c>
/// or <c>custom_blocklists</c>; <c>unknown</c> where that name is no plain word.
/// </param>
/// <param name="Severity">How severe it is, as the provider says it: <c>low</c>, <c>medium</c>, <c>high</c>; null for a category that is only there or not.</param>
/// <param name="IsFiltered">Whether this stopped the prompt or the answer; otherwise it was only noted.</param>
/// <param name="Source">What the filter looked at.</param>
public sealed record ContentFilterCategory(string Name, string? Severity, bool IsFiltered, ContentFilterSource Source)
{
    /// <summary>Whether the provider says that it was detected, as it does for categories without a severity.</summary>
    public bool IsDetected { get; init; }

    /// <summary>The name and what was found, such as <c>hate: high, filtered</c>.</summary>
    public override string ToString()
        => $"{Name}: {string.Join(", ", new[] { Severity, IsDetected ? "detected" : null, IsFiltered ? "filtered" : null }.Where(part => part is not null))}";
}
