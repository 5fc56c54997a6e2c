using System.Globalization;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Fanout;

/// <summary>A query's prompt as a string, as one writes it who hands it to a chat client.</summary>
internal sealed class PlainPrompt
{
    private readonly string[] _parts;   // text, field, text, …, text

    private PlainPrompt(string template) => _parts = template.Split(["{{ ", " }}"], StringSplitOptions.None);

    public static PlainPrompt[] AllOf(Questionnaire questionnaire) => [.. Questions.All.Take(questionnaire.Queries).Select(template => new PlainPrompt(template))];

    public string Render(CaseFile file)
    {
        string[] parts = [.. _parts];
        for (int index = 1; index < parts.Length; index += 2)
        {
            parts[index] = parts[index] switch
            {
                nameof(CaseFile.Number) => file.Number.ToString(CultureInfo.InvariantCulture),
                nameof(CaseFile.Title) => file.Title,
                nameof(CaseFile.Customer) => file.Customer,
                nameof(CaseFile.Region) => file.Region,
                nameof(CaseFile.Opened) => file.Opened.ToString("O", CultureInfo.InvariantCulture),
                nameof(CaseFile.Amount) => file.Amount.ToString(CultureInfo.InvariantCulture),
                _ => file.Report,
            };
        }

        return string.Concat(parts);
    }
}
