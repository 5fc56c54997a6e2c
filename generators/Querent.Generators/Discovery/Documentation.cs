using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Querent.Generators.Discovery;

/// <summary>
/// Reads what documentation comments say of types and properties. The comments' own text is read, since the compiler
/// parses it only where a project writes a documentation file, and a prompt must not hang on that.
/// </summary>
internal static class Documentation
{
    /// <summary>The summary as one line of plain text; null where there is none in source.</summary>
    public static string? SummaryOf(ISymbol symbol)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            string? text = reference.GetSyntax() switch
            {
                ParameterSyntax { Parent.Parent: TypeDeclarationSyntax type } parameter =>
                    TextOf(type, doc => doc.Elements("param").FirstOrDefault(element => (string?)element.Attribute("name") == parameter.Identifier.ValueText)),
                MemberDeclarationSyntax member => TextOf(member, doc => doc.Element("summary")),
                _ => null,
            };
            if (text is not null)
            {
                return text;
            }
        }

        return null;
    }

    private static string? TextOf(MemberDeclarationSyntax declaration, Func<XElement, XElement?> choose)
    {
        var comment = new StringBuilder();
        foreach (SyntaxTrivia trivia in declaration.GetLeadingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) || trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
            {
                Append(trivia.ToFullString(), comment);
            }
        }

        return comment.Length == 0 || Parse(comment.ToString()) is not { } doc || choose(doc) is not { } element ? null : Flatten(element);
    }

    private static void Append(string trivia, StringBuilder comment)
    {
        foreach (string line in trivia.Split('\n'))
        {
            string text = line.TrimStart();
            if (text.StartsWith("///", StringComparison.Ordinal) && !text.StartsWith("////", StringComparison.Ordinal))
            {
                comment.Append(text, 3, text.Length - 3).Append('\n');
            }
        }
    }

    private static XElement? Parse(string comment)
    {
        try
        {
            return XElement.Parse($"<doc>{comment}</doc>");
        }
        catch (XmlException)
        {
            return null;   // the compiler has its own word for it
        }
    }

    private static string? Flatten(XElement element)
    {
        var raw = new StringBuilder();
        Append(element, raw);
        string text = string.Join(" ", raw.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length == 0 ? null : text;
    }

    private static void Append(XElement element, StringBuilder text)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText words)
            {
                text.Append(words.Value);
            }
            else if (node is XElement { IsEmpty: true } reference)
            {
                text.Append(NameIn(reference));
            }
            else if (node is XElement part)
            {
                text.Append(part.Name.LocalName is "para" or "item" ? " " : "");
                Append(part, text);
            }
        }
    }

    // <see cref="Acme.Level.High"/> reads as High.
    private static string NameIn(XElement reference)
    {
        string name = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("name") ?? (string?)reference.Attribute("langword") ?? " ";
        int end = name.IndexOfAny(['(', '{', '<']);
        name = end < 0 ? name : name.Substring(0, end);
        return name.Substring(name.LastIndexOfAny(['.', ':']) + 1);
    }
}
