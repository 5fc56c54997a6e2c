using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.CodeFixes.Edits;

/// <summary>Writes a text into a string literal as the literal's form demands it.</summary>
internal static class LiteralEdit
{
    /// <summary>The source to write for a text at a place; null where the place is not inside of one literal.</summary>
    public static string? Write(SyntaxNode root, TextSpan span, string text)
    {
        SyntaxToken token = root.FindToken(span.Start);
        return token.Kind() switch
        {
            SyntaxKind.StringLiteralToken when token.Text.StartsWith("@", StringComparison.Ordinal)
                => Checked(token, span, text.Replace("\"", "\"\""), text),
            SyntaxKind.StringLiteralToken => Checked(token, span, Escape(text), text),
            SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => Checked(token, span, text, text),

            // A name is written in any form alike, and other texts are not worth telling the forms apart.
            SyntaxKind.InterpolatedStringTextToken when token.Span.Contains(span) && token.Text == token.ValueText && text.All(IsPartOfName) => text,
            _ => null,
        };
    }

    /// <summary>Whether two places are in one expression, so that a constant which others share gets nothing of ours.</summary>
    public static bool IsSameExpression(SyntaxNode root, TextSpan one, TextSpan other)
        => ExpressionAt(root, one) is { } first && first == ExpressionAt(root, other);

    private static SyntaxNode? ExpressionAt(SyntaxNode root, TextSpan span)
        => root.FindToken(span.Start).Parent?.FirstAncestorOrSelf<SyntaxNode>(node => node is AttributeArgumentSyntax or VariableDeclaratorSyntax);

    private static bool IsPartOfName(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char c in text)
        {
            escaped.Append(c is '"' or '\\' ? $"\\{c}" : c.ToString());
        }

        return escaped.ToString();
    }

    // The literal is read again: the text may have become part of an escape before it, or of the quotes. As an expression,
    // because newer compilers read no raw literal as a single token.
    private static string? Checked(SyntaxToken token, TextSpan span, string source, string text)
    {
        if (span.Start <= token.SpanStart || span.End >= token.Span.End)
        {
            return null;
        }

        string edited = token.Text.Remove(span.Start - token.SpanStart, span.Length).Insert(span.Start - token.SpanStart, source);
        SyntaxToken read = SyntaxFactory.ParseExpression(edited) is LiteralExpressionSyntax literal ? literal.Token : default;
        return read.IsKind(token.Kind()) && read.Text == edited && !read.ContainsDiagnostics && read.ValueText.Contains(text) ? source : null;
    }
}
