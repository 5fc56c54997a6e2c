using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding;

/// <summary>Finds a row's system message, in its attribute or in the file that this names.</summary>
internal static class SystemBinder
{
    private const string Placeholder = "{{";

    /// <summary>The row with its message, whose lines end in line feeds.</summary>
    public static RowShape Bind(RowShape row, PromptFiles files, List<Problem> problems)
    {
        if (row.SystemFile is not { } path)
        {
            if (row.SystemMessage?.Contains(Placeholder) == true)
            {
                problems.Add(new Problem(TemplateRules.PlaceholderInSystem, Site.RowArgument("System"), row.Name));
            }

            return row with { SystemMessage = row.SystemMessage is { } message ? WhiteSpace.Normalize(message) : null };
        }

        PromptFile? file = PromptFileLookup.Find(files, path, out string problem);
        if (row.SystemMessage is not null)
        {
            problem = "stands beside a system message; give one of the two";
        }

        if (problem.Length > 0)
        {
            problems.Add(new Problem(BindingRules.PromptFile, Site.RowArgument(nameof(RowShape.SystemFile)), path, problem));
            return row;
        }

        int placeholder = file!.Text.IndexOf(Placeholder, StringComparison.Ordinal);
        if (placeholder >= 0)
        {
            problems.Add(new Problem(TemplateRules.PlaceholderInSystem, Site.Template("", placeholder, Placeholder.Length, file.Path), row.Name));
        }

        return row with { SystemMessage = WhiteSpace.Normalize(file.Text) };
    }
}
