namespace Querent.Generators.Templates;

/// <summary>A change of a template that mends an error: a text in the place of some characters, or of none.</summary>
internal sealed record TemplateEdit(TemplateSpan Span, string Text);
