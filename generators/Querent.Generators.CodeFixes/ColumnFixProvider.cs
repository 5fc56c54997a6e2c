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

/// <summary>Gives a property whose column collides another name for columns.</summary>
[Shared]
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ColumnFixProvider))]
public sealed class ColumnFixProvider : FixProvider
{
    private const string Namespace = "System.Text.Json.Serialization";
    private const string Attribute = "JsonPropertyName";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [ColumnRules.Collision.Id];

    private protected override async Task<IReadOnlyList<Fix>> FindAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken)
    {
        if (MendProperties.Texts(diagnostic) is not [var name]
            || diagnostic.Location.SourceTree is not { } tree
            || project.Solution.GetDocument(tree) is not { } document
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model)
        {
            return [];
        }

        SyntaxNode root = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        SyntaxNode? declaration = root.FindToken(diagnostic.Location.SourceSpan.Start).Parent;
        bool isNamedAlready = declaration is null
            || model.GetDeclaredSymbol(declaration, cancellationToken) is not { } symbol
            || AttributesOf(symbol).Any(attribute => attribute.AttributeClass?.Name == Attribute + "Attribute");
        if (isNamedAlready || declaration is not (PropertyDeclarationSyntax or ParameterSyntax))
        {
            return [];
        }

        bool isInScope = model.LookupNamespacesAndTypes(declaration.SpanStart, name: Attribute + "Attribute").Any(
            type => type.ContainingNamespace.ToDisplayString() == Namespace);
        string attribute = $"{(isInScope ? "" : Namespace + ".")}{Attribute}({SymbolDisplay.FormatLiteral(name, quote: true)})";
        SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        string source = declaration is ParameterSyntax ? $"[property: {attribute}] " : $"[{attribute}]{Gap(text, declaration.SpanStart)}";
        return [new Fix($"Name the column '{name}'", diagnostic.Id, new TextEdit(document.Id, new TextSpan(declaration.SpanStart, 0), source))];
    }

    // The attributes of the property that a parameter makes are in reach of the property alone.
    private static IEnumerable<AttributeData> AttributesOf(ISymbol symbol)
        => symbol is IParameterSymbol { ContainingType: var row }
            ? row.GetMembers(symbol.Name).SelectMany(member => member.GetAttributes())
            : symbol.GetAttributes();

    // A new line that is indented as this one is, where the property begins one.
    private static string Gap(SourceText text, int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        string before = text.ToString(TextSpan.FromBounds(line.Start, position));
        return !string.IsNullOrWhiteSpace(before) ? " "
            : text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak)) + before;
    }
}
