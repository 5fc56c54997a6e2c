using System.Collections.Immutable;

namespace Querent;

/// <summary>What the provider said of an attempt beside an answer or an error.</summary>
public sealed record AttemptNotes
{
    /// <summary>What the content filter found in the prompt and the answer, though it may have let both pass.</summary>
    public ImmutableArray<ContentFilterCategory> FilterCategories { get; init; } = [];

    /// <summary>
    /// Whether the content filter was not there to look at the prompt or the answer, by the provider's own word
    /// (<c>content_filter_error</c>).
    /// </summary>
    public bool IsUnfiltered { get; init; }

    /// <summary>Deprecations and warnings, as they came: on every reply, as a rule.</summary>
    public ImmutableArray<ProviderNotice> Notices { get; init; } = [];

    internal static AttemptNotes? Of(CompletionResult result)
    {
        ImmutableArray<ContentFilterCategory> categories = result.Reply?.FilterCategories ?? result.Error?.FilterCategories ?? [];
        bool isUnfiltered = result.Reply?.IsUnfiltered ?? false;
        return categories.IsDefaultOrEmpty && !isUnfiltered && result.Notices.IsEmpty
            ? null
            : new AttemptNotes { FilterCategories = categories.IsDefault ? [] : categories, IsUnfiltered = isUnfiltered, Notices = result.Notices };
    }
}
