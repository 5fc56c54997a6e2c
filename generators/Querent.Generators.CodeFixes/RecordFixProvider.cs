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

/// <summary>Makes a record class of a class or struct that differs from one in its keyword only.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RecordFixProvider))]
public sealed class RecordFixProvider : FixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RowRules.NotARecord.Id];

    private protected override async Task<IReadOnlyList<Fix>> FindAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Location.SourceTree is not { } tree || project.Solution.GetDocument(tree) is not { } document)
        {
            return [];
        }

        SyntaxNode root = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        SemanticModel? model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        return root.FindToken(diagnostic.Location.SourceSpan.Start).Parent is TypeDeclarationSyntax type
            && IsTrivial(type)
            && model?.GetDeclaredSymbol(type, cancellationToken) is { DeclaringSyntaxReferences.Length: 1 }
            ? [new Fix("Make it a record", diagnostic.Id, new TextEdit(document.Id, KeywordsOf(type), "record"))]
            : [];
    }

    // A base may be a class, which a record cannot derive from; the parameters of a class would become properties; a record
    // makes equality and copying itself.
    private static bool IsTrivial(TypeDeclarationSyntax type)
        => type is { BaseList: null, TypeParameterList: null }
            && (type.ParameterList is null || type is RecordDeclarationSyntax)
            && !type.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.RefKeyword or SyntaxKind.ReadOnlyKeyword)
            && !type.Members.Any(member => member is OperatorDeclarationSyntax or MethodDeclarationSyntax { Identifier.ValueText: "Equals" or "Clone" });

    private static TextSpan KeywordsOf(TypeDeclarationSyntax type)
        => type is RecordDeclarationSyntax { ClassOrStructKeyword: { RawKind: not 0 } kind } record
            ? TextSpan.FromBounds(record.Keyword.SpanStart, kind.Span.End)
            : type.Keyword.Span;
}
