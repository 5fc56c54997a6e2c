using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.CodeFixes.Edits;

/// <summary>A text in the place of some characters of a document or additional document, or of none.</summary>
internal sealed record TextEdit(DocumentId Document, TextSpan Span, string Text);
