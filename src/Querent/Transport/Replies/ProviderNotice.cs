namespace Querent;

/// <summary>What a notice of the provider's is about.</summary>
public enum ProviderNoticeKind
{
    /// <summary>What is asked for is or will be deprecated (<c>Deprecation</c>, RFC 9745; <c>azure-deprecating</c>).</summary>
    Deprecation,

    /// <summary>What is asked for will be gone (<c>Sunset</c>, RFC 8594).</summary>
    Sunset,

    /// <summary>A warning (the <c>Warning</c> header, RFC 7234; <c>warning</c> in a reply's body).</summary>
    Warning,
}

/// <summary>
/// A notice that came with a reply. Its text is not kept, since anything may stand in it: see <see cref="Link"/>, ask the
/// endpoint by hand, or ask its operator.
/// </summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Source">Where it stood: the header's name, or <c>warning</c> for the member of the body.</param>
public sealed record ProviderNotice(ProviderNoticeKind Kind, string Source)
{
    /// <summary>From when on; null where the notice gives no date in the form of its standard.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Where to read more: the first https address in the notice, without query and fragment; null for none.</summary>
    public Uri? Link { get; init; }
}
