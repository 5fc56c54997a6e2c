using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Model;

namespace Querent.Generators.Diagnostics;

/// <summary>What a diagnostic tells the code fixes: its additional location is where a text goes, if not at its own.</summary>
internal static class MendProperties
{
    // No name and no tag has a line end in it.
    private const char Separator = '\n';

    private const string TextsKey = "Querent.Texts";
    private const string CertainKey = "Querent.IsCertain";

    /// <summary>The properties of a diagnostic that can be mended so.</summary>
    public static ImmutableDictionary<string, string?> Of(Mend mend)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(TextsKey, string.Join(Separator.ToString(), mend.Texts));
        return mend.IsCertain ? properties.Add(CertainKey, "true") : properties;
    }

    /// <summary>The texts that may be written, the likeliest first; empty for a diagnostic without any.</summary>
    public static ImmutableArray<string> Texts(Diagnostic diagnostic)
        => diagnostic.Properties.TryGetValue(TextsKey, out string? texts) && texts is not null ? [.. texts.Split(Separator)] : [];

    /// <summary>Whether the first text is likelier than all others.</summary>
    public static bool IsCertain(Diagnostic diagnostic) => diagnostic.Properties.ContainsKey(CertainKey);
}
