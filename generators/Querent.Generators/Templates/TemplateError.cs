namespace Querent.Generators.Templates;

/// <summary>What a template's reader could not read.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Span">Where.</param>
/// <param name="Found">The text that is meant, for messages.</param>
/// <param name="Expected">What should stand there, for messages.</param>
internal sealed record TemplateError(TemplateErrorKind Kind, TemplateSpan Span, string Found = "", string Expected = "");

/// <summary>The ways for a template to be unreadable.</summary>
internal enum TemplateErrorKind
{
    /// <summary><c>{{</c> without a <c>}}</c>.</summary>
    Unclosed,

    /// <summary><c>{{ }}</c>.</summary>
    Empty,

    /// <summary>Something else than was expected.</summary>
    Unexpected,

    /// <summary>A quote that is not closed.</summary>
    UnclosedString,

    /// <summary>A part of the language that does not exist yet: a statement, a comment, whitespace control.</summary>
    Unsupported,
}
