using System.Collections.Immutable;

namespace Querent.Generators.CodeFixes.Edits;

/// <summary>What mends one diagnostic.</summary>
/// <param name="Title">What the user chooses by.</param>
/// <param name="Key">What it has in common with the fixes that are made together with it.</param>
/// <param name="Edits">What it changes.</param>
internal sealed record Fix(string Title, string Key, ImmutableArray<TextEdit> Edits)
{
    public Fix(string title, string key, TextEdit edit)
        : this(title, key, [edit])
    {
    }
}
