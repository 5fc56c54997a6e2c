using SupportTriage;

namespace Querent.Templates.Benchmarks.Reading;

/// <summary>Makes answers anew, each string and list included: what an answer takes of memory by itself.</summary>
internal static class AnswerCopies
{
    public static Triage Copy(Triage answer) => new(answer.Intent, answer.Urgency, answer.Confidence);

    public static CaseMark Copy(CaseMark answer)
        => new(Copy(answer.Summary), Copy(answer.Criteria, Copy), [.. answer.Steps], answer.Total, answer.Standing, answer.Doubt is null ? null : Copy(answer.Doubt));

    public static Invoice Copy(Invoice answer)
    {
        var lines = new InvoiceLine[answer.Lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            InvoiceLine line = answer.Lines[i];
            lines[i] = new InvoiceLine(line.Position, line.Article is null ? null : Copy(line.Article), Copy(line.Text), line.Count, line.Price, line.TaxRate, line.Delivered, line.IsReturnable);
        }

        var totals = new Dictionary<TaxRate, decimal>(answer.Totals.Count);
        foreach ((TaxRate rate, decimal total) in answer.Totals)
        {
            totals.Add(rate, total);
        }

        return new Invoice(
            Copy(answer.Number),
            answer.Id,
            answer.Issued,
            answer.Received,
            answer.Currency,
            Copy(answer.Supplier),
            Copy(answer.Customer),
            System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(lines),
            totals,
            answer.Payment is Transfer transfer ? new Transfer(Copy(transfer.Iban), transfer.Due) : new Card(Copy(((Card)answer.Payment!).LastDigits)),
            answer.Confidence,
            answer.Note is null ? null : Copy(answer.Note));
    }

    private static Criterion Copy(Criterion answer) => new(Copy(answer.Name), answer.Score, Copy(answer.Reasons, Copy), answer.Confidence);

    private static Party Copy(Party answer)
        => new(
            Copy(answer.Name),
            new Address(Copy(answer.Address.Street), Copy(answer.Address.City), Copy(answer.Address.PostalCode), Copy(answer.Address.Country)),
            answer.TaxNumber is null ? null : Copy(answer.TaxNumber));

    private static string Copy(string text) => new(text.AsSpan());

    private static List<T> Copy<T>(IReadOnlyList<T> items, Func<T, T> copy)
    {
        var copies = new List<T>(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            copies.Add(copy(items[i]));
        }

        return copies;
    }
}
