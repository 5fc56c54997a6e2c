using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding;

/// <summary>
/// The hash that tells whether a prompt's template has changed: of the system message, the template, the files of both, of a
/// cell also what is said of its case study and criterion, and the examples.
/// </summary>
internal static class TemplateHash
{
    public static string Of(QueryUnit unit, BoundPrompt prompt, TemplateSource? system)
    {
        var text = new StringBuilder();
        text.Append(WhiteSpace.Normalize(system?.Text ?? "")).Append('\n').Append(WhiteSpace.Normalize(prompt.Template));
        foreach (PromptFile file in prompt.Files)
        {
            text.Append('\n').Append(file.Path).Append('\n').Append(WhiteSpace.Normalize(file.Text));
        }

        if (unit is { Case: { } study, Criterion: { } criterion })
        {
            IEnumerable<string?> said = [study.Name, study.Context, study.Description, criterion.Name, criterion.Code, criterion.Description, .. criterion.Subcriteria];
            foreach (string? line in said)
            {
                text.Append('\n').Append(line);
            }
        }

        foreach (ExampleShape example in unit.Member.Examples)
        {
            text.Append('\n').Append(WhiteSpace.Normalize(example.Input)).Append('\n').Append(WhiteSpace.Normalize(example.Answer));
        }

        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text.ToString())).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
