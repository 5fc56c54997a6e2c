using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.CodeFixes.Edits;
using Querent.Generators.Diagnostics;

namespace Querent.Generators.CodeFixes;

/// <summary>Makes the answer of what need not be asked nullable, and gives a query the attribute that its type asks for.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(QueryFixProvider))]
public sealed class QueryFixProvider : FixProvider
{
    private const string Suffix = "Attribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RowRules.ConditionalNotNullable.Id, MatrixRules.WrongType.Id];

    private protected override async Task<IReadOnlyList<Fix>> FindAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (diagnostic.Location.SourceTree is not { } tree || project.Solution.GetDocument(tree) is not { } document)
        {
            return [];
        }

        SyntaxNode root = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? declaration = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent;
        if (diagnostic.Id == MatrixRules.WrongType.Id)
        {
            return MendProperties.Texts(diagnostic) is [var name] && AttributeOf(declaration) is { } attribute
                ? [new Fix($"Mark it with [{name}]", $"{diagnostic.Id}: {name}", new TextEdit(document.Id, attribute, name))]
                : [];
        }

        return AnswerOf(declaration) is { } answer
            ? [new Fix("Make it nullable", diagnostic.Id, new TextEdit(document.Id, new TextSpan(answer.Span.End, 0), "?"))]
            : [];
    }

    // Of a matrix it is the type of one answer.
    private static TypeSyntax? AnswerOf(SyntaxNode? declaration)
    {
        TypeSyntax? type = (declaration as PropertyDeclarationSyntax)?.Type ?? (declaration as ParameterSyntax)?.Type;
        TypeSyntax? simple = type is QualifiedNameSyntax qualified ? qualified.Right : type is AliasQualifiedNameSyntax alias ? alias.Name : type;
        return simple is GenericNameSyntax { Identifier.ValueText: "Matrix", TypeArgumentList.Arguments: [_, _, var answer] } ? answer : type;
    }

    private static TextSpan? AttributeOf(SyntaxNode? declaration)
    {
        SyntaxList<AttributeListSyntax> lists = (declaration as PropertyDeclarationSyntax)?.AttributeLists ?? (declaration as ParameterSyntax)?.AttributeLists ?? default;
        foreach (AttributeSyntax attribute in lists.SelectMany(list => list.Attributes))
        {
            SyntaxToken name = attribute.Name.GetLastToken();
            if (name.ValueText is "Query" or "QueryMatrix" or "Query" + Suffix or "QueryMatrix" + Suffix)
            {
                return name.Span;
            }
        }

        return null;
    }
}
