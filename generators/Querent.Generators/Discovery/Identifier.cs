using Microsoft.CodeAnalysis.CSharp;

namespace Querent.Generators.Discovery;

/// <summary>C# identifiers.</summary>
internal static class Identifier
{
    /// <summary>A name as it stands in source: with an <c>@</c> where it is a keyword.</summary>
    public static string Escape(string name)
        => SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;
}
