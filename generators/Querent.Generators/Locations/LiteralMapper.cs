using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.Locations;

/// <summary>
/// Maps a constant expression: literals of every form character by character, concatenations and constants of the same
/// compilation part by part, anything else (<c>nameof</c>, another assembly's constant) as a whole.
/// </summary>
internal sealed class LiteralMapper(Compilation compilation, CancellationToken cancellationToken)
{
    // A guard against constants that are defined by each other, which the compiler refuses as well.
    private const int DeepestConstant = 16;

    private readonly List<LiteralSpanMap.Source> _characters = [];

    public LiteralSpanMap Map(ExpressionSyntax expression)
    {
        Add(expression, depth: 0);
        return new LiteralSpanMap(_characters, expression.GetLocation());
    }

    private void Add(ExpressionSyntax expression, int depth)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                Add(parenthesized.Expression, depth);
                break;

            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.AddExpression):
                Add(binary.Left, depth);
                Add(binary.Right, depth);
                break;

            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                AddToken(literal.Token);
                break;

            case InterpolatedStringExpressionSyntax interpolated:
                foreach (InterpolatedStringContentSyntax content in interpolated.Contents)
                {
                    AddContent(content, depth);
                }

                break;

            default:
                if (depth < DeepestConstant && Initializer(expression) is { } initializer)
                {
                    Add(initializer, depth + 1);
                }
                else
                {
                    AddWhole(expression.SyntaxTree, expression.Span, ValueOf(expression).Length);
                }

                break;
        }
    }

    private void AddContent(InterpolatedStringContentSyntax content, int depth)
    {
        if (content is InterpolationSyntax interpolation)
        {
            Add(interpolation.Expression, depth);
            return;
        }

        SyntaxToken token = ((InterpolatedStringTextSyntax)content).TextToken;
        bool isVerbatim = content.Parent is InterpolatedStringExpressionSyntax { StringStartToken.RawKind: (int)SyntaxKind.InterpolatedVerbatimStringStartToken };
        bool isRaw = content.Parent is InterpolatedStringExpressionSyntax { StringStartToken.RawKind: (int)SyntaxKind.InterpolatedSingleLineRawStringStartToken or (int)SyntaxKind.InterpolatedMultiLineRawStringStartToken };
        AddSpans(token, isRaw ? LiteralReader.ReadPlain(token) : LiteralReader.ReadInterpolated(token, isVerbatim));
    }

    private void AddToken(SyntaxToken token) => AddSpans(token, LiteralReader.Read(token));

    private void AddSpans(SyntaxToken token, IReadOnlyList<TextSpan>? spans)
    {
        if (spans is null)
        {
            AddWhole(token.SyntaxTree!, token.Span, token.ValueText.Length);
            return;
        }

        foreach (TextSpan span in spans)
        {
            AddWhole(token.SyntaxTree!, new TextSpan(token.SpanStart + span.Start, span.Length), 1);
        }
    }

    private void AddWhole(SyntaxTree tree, TextSpan span, int length)
    {
        for (int i = 0; i < length; i++)
        {
            _characters.Add(new LiteralSpanMap.Source(tree, span));
        }
    }

    private string ValueOf(ExpressionSyntax expression)
        => compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, cancellationToken).Value as string ?? "";

    private ExpressionSyntax? Initializer(ExpressionSyntax expression)
    {
        if (expression is not (IdentifierNameSyntax or MemberAccessExpressionSyntax))
        {
            return null;
        }

        ISymbol? symbol = compilation.GetSemanticModel(expression.SyntaxTree).GetSymbolInfo(expression, cancellationToken).Symbol;
        SyntaxReference? reference = symbol is IFieldSymbol { IsConst: true } ? symbol.DeclaringSyntaxReferences.FirstOrDefault() : null;
        return reference is not null && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            ? (reference.GetSyntax(cancellationToken) as VariableDeclaratorSyntax)?.Initializer?.Value
            : null;
    }
}
