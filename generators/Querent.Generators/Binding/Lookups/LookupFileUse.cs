using Querent.Generators.Model;

namespace Querent.Generators.Binding.Lookups;

/// <summary>Which lookup files a row uses, so that an edit to another binds nothing again.</summary>
internal static class LookupFileUse
{
    // Where a name is wrong the others are needed for a guess, which nobody but the analyzer makes.
    public static LookupFiles Of(RowShape row, LookupFiles all)
    {
        var used = new HashSet<string>(row.Lookups.Select(lookup => PromptPath.Normalize(lookup.File)).OfType<string>(), StringComparer.Ordinal);
        return new LookupFiles(all.Files.Where(file => used.Contains(file.Path)).ToEquatableArray());
    }
}
