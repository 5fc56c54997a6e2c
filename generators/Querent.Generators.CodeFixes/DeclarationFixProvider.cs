using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.CodeFixes.Edits;
using Querent.Generators.Diagnostics;

namespace Querent.Generators.CodeFixes;

/// <summary>Makes types <c>partial</c>, and queries <c>required</c>.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeclarationFixProvider))]
public sealed class DeclarationFixProvider : FixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        [RowRules.NotPartial.Id, RowRules.ContainingTypeNotPartial.Id, RowRules.QueryNotRequired.Id];

    private protected override async Task<IReadOnlyList<Fix>> FindAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Location.SourceTree is not { } tree || project.Solution.GetDocument(tree) is not { } document)
        {
            return [];
        }

        SyntaxNode root = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? declaration = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent;
        (string modifier, int? position) = diagnostic.Id == RowRules.QueryNotRequired.Id
            ? ("required", PositionOfRequired(declaration))
            : ("partial", (declaration as TypeDeclarationSyntax)?.Keyword.SpanStart);
        return position is null ? [] :
            [new Fix($"Add '{modifier}'", diagnostic.Id, new TextEdit(document.Id, new TextSpan(position.Value, 0), modifier + " "))];
    }

    // The two parts of a partial property would both have to be.
    private static int? PositionOfRequired(SyntaxNode? declaration)
        => declaration is PropertyDeclarationSyntax property && !property.Modifiers.Any(SyntaxKind.PartialKeyword) ? property.Type.SpanStart : null;
}
