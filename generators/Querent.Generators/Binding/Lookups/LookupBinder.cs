using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Querent.Generators.Binding.Data;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Lookups;

/// <summary>Fills a row's tables from their files, or says why they cannot be filled.</summary>
internal static class LookupBinder
{
    /// <param name="row">The row.</param>
    /// <param name="files">The lookup files of the project, or at least those that the row uses.</param>
    /// <param name="problems">Takes all that is wrong.</param>
    public static IReadOnlyList<LookupProgram> Bind(RowShape row, LookupFiles files, List<Problem> problems)
        => row.Lookups.Select(lookup => Bind(lookup, row.Types, files, problems)).OfType<LookupProgram>().ToList();

    /// <summary>The tables of a row, with what the build knows of those that are filled.</summary>
    public static EquatableArray<TableShape> Describe(EquatableArray<TableShape> tables, IReadOnlyList<LookupProgram> lookups)
        => tables
            .Select(table => lookups.FirstOrDefault(lookup => lookup.Shape.Name == table.Name) is { } lookup
                ? table with { Source = lookup.Path, Hash = lookup.Hash, Keys = lookup.Entries.Select(entry => entry.Key).ToEquatableArray() }
                : table)
            .ToEquatableArray();

    private static LookupProgram? Bind(LookupShape lookup, TypeTable types, LookupFiles files, List<Problem> problems)
    {
        if (lookup.Unsuitable is { } reason)
        {
            problems.Add(new Problem(LookupRules.Declaration, Site.Member(lookup.Name), lookup.Name, reason));
            return null;
        }

        if (Find(files, lookup.File, out string problem) is not { } file)
        {
            problems.Add(new Problem(LookupRules.File, Site.LookupArgument(lookup.Name, ""), lookup.File, problem));
            return null;
        }

        var context = new LookupContext(lookup, file, types, problems);
        int before = problems.Count;
        IReadOnlyList<EntryData> entries = IsCsv(file.Path) ? CsvLookup.Bind(context) : JsonLookup.Bind(context);
        if (problems.Count > before)
        {
            return null;
        }

        if (entries.Count == 0)
        {
            problems.Add(new Problem(LookupRules.File, Site.LookupArgument(lookup.Name, ""), lookup.File, "has no entries; add one, or remove the lookup"));
            return null;
        }

        return new LookupProgram(lookup, file.Path, Hash(file.Text), entries.ToEquatableArray());
    }

    private static LookupFile? Find(LookupFiles files, string path, out string problem)
    {
        if (PromptPath.Normalize(path) is not { } normal)
        {
            problem = "leaves the project; name a file by its path from the project's folder";
            return null;
        }

        if (files.Find(normal) is not { } file)
        {
            NameGuess guess = NearestName.Of(normal, files.Files.Select(candidate => candidate.Path));
            problem = "is not among those of the project" + (guess.Names.Count > 0 ? guess.Advice : "; put it into 'Lookups/', or name it as a <LookupFile>");
            return null;
        }

        problem = string.IsNullOrWhiteSpace(file.Text) ? "is empty"
            : IsCsv(normal) || normal.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ""
            : "is neither JSON nor CSV; its name has to end in '.json' or '.csv'";
        return problem.Length == 0 ? file : null;
    }

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(WhiteSpace.Normalize(text))).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
