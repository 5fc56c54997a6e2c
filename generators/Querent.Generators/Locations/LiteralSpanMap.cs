using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.Locations;

/// <summary>Where each character of a constant text stands in source.</summary>
/// <param name="characters">The source of each character, in order.</param>
/// <param name="whole">The expression as a whole.</param>
internal sealed class LiteralSpanMap(IReadOnlyList<LiteralSpanMap.Source> characters, Location whole)
{
    /// <summary>The source of one character of the text.</summary>
    internal readonly record struct Source(SyntaxTree Tree, TextSpan Span);

    public int Length => characters.Count;

    /// <summary>
    /// The source of some characters: from the first one's beginning to the end of the last that stands in the same
    /// file behind it. An empty text is the expression as a whole.
    /// </summary>
    public Location Locate(int offset, int length)
    {
        if (characters.Count == 0)
        {
            return whole;
        }

        Source first = characters[Math.Min(offset, characters.Count - 1)];
        int end = first.Span.End;
        for (int i = offset + 1; i < Math.Min(offset + length, characters.Count); i++)
        {
            Source next = characters[i];
            if (next.Tree != first.Tree || next.Span.Start < first.Span.Start)
            {
                break;
            }

            end = Math.Max(end, next.Span.End);
        }

        return Location.Create(first.Tree, TextSpan.FromBounds(first.Span.Start, end));
    }

    /// <summary>The source of some characters and of nothing else; null where other source is between them.</summary>
    public Location? LocateUnbroken(int offset, int length)
    {
        for (int i = offset + 1; i < offset + length; i++)
        {
            if (i >= characters.Count
                || characters[i].Tree != characters[offset].Tree
                || (characters[i] != characters[i - 1] && characters[i].Span.Start != characters[i - 1].Span.End))
            {
                return null;
            }
        }

        return Locate(offset, length);
    }

    /// <summary>The place behind the first characters; null where there is none.</summary>
    public Location? LocateBehind(int count)
        => count > 0 && count <= characters.Count
            ? Location.Create(characters[count - 1].Tree, new TextSpan(characters[count - 1].Span.End, 0))
            : null;
}
