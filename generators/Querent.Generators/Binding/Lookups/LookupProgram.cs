using Querent.Generators.Binding.Data;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Lookups;

/// <summary>A table that a file fills, with everything decided.</summary>
/// <param name="Shape">The property that holds it.</param>
/// <param name="Path">The file's path from the project's folder.</param>
/// <param name="Hash">SHA-256 of the file's text as UTF-8, in lower-case hexadecimal.</param>
/// <param name="Entries">Its entries, in the file's order; each key once.</param>
internal sealed record LookupProgram(LookupShape Shape, string Path, string Hash, EquatableArray<EntryData> Entries)
{
    /// <summary>Whether it has a key.</summary>
    public bool Has(string key) => Entries.Any(entry => entry.Key == key);
}
