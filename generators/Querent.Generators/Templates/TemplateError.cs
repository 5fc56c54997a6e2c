namespace Querent.Generators.Templates;

/// <summary>What a template's reader could not read.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Span">Where.</param>
/// <param name="Found">The text that is meant, for messages.</param>
/// <param name="Expected">What should stand there, for messages.</param>
internal sealed record TemplateError(TemplateErrorKind Kind, TemplateSpan Span, string Found = "", string Expected = "")
{
    /// <summary>The change that mends it; null where nobody knows but the author.</summary>
    public TemplateEdit? Edit { get; init; }
}

/// <summary>The ways for a template to be unreadable.</summary>
internal enum TemplateErrorKind
{
    /// <summary><c>{{</c>, <c>{%</c> or <c>{#</c> without its partner.</summary>
    Unclosed,

    /// <summary><c>{{ }}</c>.</summary>
    Empty,

    /// <summary>Something else than was expected.</summary>
    Unexpected,

    /// <summary>A quote that is not closed.</summary>
    UnclosedString,

    /// <summary>A part of Jinja2 that this language does not have.</summary>
    Unsupported,

    /// <summary>A tag of a name that does not exist.</summary>
    UnknownTag,

    /// <summary>An <c>if</c> or <c>for</c> without its end.</summary>
    UnclosedBlock,

    /// <summary>A tag that belongs into or at the end of another, and stands elsewhere.</summary>
    MisplacedTag,
}
