using System.Text;
using System.Text.Encodings.Web;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>
/// A query's request as pieces of UTF-8, escaped once, with a field between each two. The pieces come from the same
/// templates, so that the prompts are the same.
/// </summary>
internal sealed class HandPrompt
{
    private readonly List<(byte[] Before, string Field)> _pieces = [];
    private readonly byte[] _end;

    private HandPrompt(string template, ReadOnlySpan<byte> responseFormat, string deployment)
    {
        byte[] head = Encoding.UTF8.GetBytes($$"""{"model":"{{deployment}}","messages":[{"role":"user","content":" """.TrimEnd());
        string[] parts = template.Split("{{ ");
        string text = parts[0];
        foreach (string part in parts[1..])
        {
            string[] sides = part.Split(" }}");
            _pieces.Add(([.. head, .. Escaped(text)], string.Intern(sides[0])));
            head = [];
            text = sides[1];
        }

        _end = [.. Escaped(text), .. "\"}],\"response_format\":"u8, .. responseFormat, .. ",\"temperature\":0}"u8];
    }

    public static HandPrompt[] AllOf(Questionnaire questionnaire, string deployment) =>
    [
        .. Enumerable.Range(0, questionnaire.Queries)
            .Select(query => new HandPrompt(Questions.All[query], questionnaire.ResponseFormatOf(query).Span, deployment)),
    ];

    public void Write(HandBuffer body, CaseFile file)
    {
        body.Clear();
        foreach ((byte[] before, string field) in _pieces)
        {
            body.Raw(before);
            switch (field)
            {
                case nameof(CaseFile.Number): body.Value(file.Number); break;
                case nameof(CaseFile.Title): body.Text(file.Title); break;
                case nameof(CaseFile.Customer): body.Text(file.Customer); break;
                case nameof(CaseFile.Region): body.Text(file.Region); break;
                case nameof(CaseFile.Opened): body.Value(file.Opened, "O"); break;
                case nameof(CaseFile.Amount): body.Value(file.Amount); break;
                default: body.Text(file.Report); break;
            }
        }

        body.Raw(_end);
    }

    private static byte[] Escaped(string text) => Encoding.UTF8.GetBytes(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
}
