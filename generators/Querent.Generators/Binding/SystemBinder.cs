using Querent.Generators.Binding.Prompts;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>Finds a row's system message, in its attribute or in the file that this names.</summary>
internal static class SystemBinder
{
    /// <summary>The argument that holds it.</summary>
    public const string Argument = "System";

    /// <summary>The message's template; null for none.</summary>
    public static TemplateSource? Find(RowShape row, PromptFiles files, List<Problem> problems)
    {
        if (row.SystemFile is not { } path)
        {
            return row.SystemMessage is { } message ? new TemplateSource(message, File: null) { Argument = Argument } : null;
        }

        PromptFile? file = PromptFileLookup.Find(files, path, out string problem);
        if (row.SystemMessage is not null)
        {
            problem = "stands beside a system message; give one of the two";
        }

        if (problem.Length > 0)
        {
            problems.Add(new Problem(BindingRules.PromptFile, Site.RowArgument(nameof(RowShape.SystemFile)), path, problem));
            return null;
        }

        return new TemplateSource(file!.Text, file.Path) { Argument = Argument };
    }
}
