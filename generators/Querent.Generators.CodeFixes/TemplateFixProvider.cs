using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.CodeFixes.Edits;
using Querent.Generators.Diagnostics;

namespace Querent.Generators.CodeFixes;

/// <summary>Writes into templates, in literals and prompt files, what the analyzer says is meant.</summary>
[Shared]
[ExportCodeFixProvider(
    LanguageNames.CSharp,
    Name = nameof(TemplateFixProvider),
    DocumentKinds = [nameof(TextDocumentKind.Document), nameof(TextDocumentKind.AdditionalDocument)])]
public sealed class TemplateFixProvider : FixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        TemplateRules.Unclosed.Id,
        TemplateRules.UnclosedBlock.Id,
        TemplateRules.UnknownTag.Id,
        BindingRules.UnknownMember.Id,
        BindingRules.UnknownFilter.Id,
        BindingRules.NullableWithoutDefault.Id,
        BindingRules.UnknownEnumMember.Id,
        BindingRules.UnknownTest.Id,
        BindingRules.MissingKey.Id,
        MatrixRules.UnknownCase.Id,
        MatrixRules.UnknownAxis.Id,
    ];

    private protected override async Task<IReadOnlyList<Fix>> FindAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        Location place = diagnostic.AdditionalLocations.Count > 0 ? diagnostic.AdditionalLocations[0] : diagnostic.Location;
        TextSpan span = place.SourceSpan;
        ImmutableArray<string> texts = MendProperties.Texts(diagnostic);
        if (place.SourceTree is null)
        {
            string path = place.GetLineSpan().Path;
            return project.AdditionalDocuments.FirstOrDefault(candidate => candidate.FilePath == path) is { } file
                ? [.. texts.Select(text => Make(new TextEdit(file.Id, span, text), text))]
                : [];
        }

        if (project.Solution.GetDocument(place.SourceTree) is not { } document || place.SourceTree != diagnostic.Location.SourceTree)
        {
            return [];
        }

        SyntaxNode root = await place.SourceTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return !LiteralEdit.IsSameExpression(root, span, diagnostic.Location.SourceSpan) ? [] :
        [
            .. from text in texts
               let source = LiteralEdit.Write(root, span, text)
               where source is not null
               select Make(new TextEdit(document.Id, span, source), text),
        ];

        Fix Make(TextEdit edit, string text) => new(
            span.Length == 0 ? $"Add '{text.Trim()}'" : $"Change to '{text}'",
            MendProperties.IsCertain(diagnostic) && text == texts[0] ? diagnostic.Id : $"{diagnostic.Id}: {text}",
            edit);
    }
}
