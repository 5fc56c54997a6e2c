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
        SyntaxKind form = ((InterpolatedStringExpressionSyntax)content.Parent!).StringStartToken.Kind();
        bool isRaw = form is not (SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken);
        if (token.Text != token.ValueText)
        {
            AddWhole(token.SyntaxTree!, token.Span, isRaw ? token.ValueText.Length : BracesInHalf(token.ValueText));
            return;
        }

        for (int i = 0; i < token.Text.Length; i++)
        {
            int length = isRaw ? 1 : LengthAt(token.Text, i);
            AddWhole(token.SyntaxTree!, new TextSpan(token.SpanStart + i, length), 1);
            i += length - 1;
        }
    }

    private static int BracesInHalf(string text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i += LengthAt(text, i))
        {
            count++;
        }

        return count;
    }

    // The compiler leaves it to its binder to make one brace of two.
    private static int LengthAt(string text, int i) => text[i] is '{' or '}' && i + 1 < text.Length && text[i + 1] == text[i] ? 2 : 1;

    private void AddToken(SyntaxToken token)
    {
        IReadOnlyList<TextSpan>? spans = LiteralReader.Read(token);
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
