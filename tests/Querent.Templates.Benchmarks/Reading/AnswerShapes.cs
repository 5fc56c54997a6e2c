using SupportTriage;

namespace Querent.Templates.Benchmarks.Reading;

/// <summary>The three answers that are read: a small one, one that is mostly text, and a large one.</summary>
internal static class AnswerShapes
{
    public static IReadOnlyList<AnswerShape> All { get; } =
    [
        new AnswerShape<Triage>(
            RowPlan.Of<SupportTicket>().Queries[0],
            StrictContext.Default.Triage,
            LenientContext.Default.Triage,
            new Triage(BankingIntent.CardPaymentWrongExchangeRate, Urgency.Normal, 0.93),
            DocumentReaders.Triage,
            AnswerCopies.Copy),
        new AnswerShape<CaseMark>(
            RowPlan.Of<MarkedCase>().Queries[0],
            StrictContext.Default.CaseMark,
            LenientContext.Default.CaseMark,
            Mark(),
            DocumentReaders.CaseMark,
            AnswerCopies.Copy),
        new AnswerShape<Invoice>(
            RowPlan.Of<ScannedInvoice>().Queries[0],
            StrictContext.Default.Invoice,
            LenientContext.Default.Invoice,
            Invoice(),
            DocumentReaders.Invoice,
            AnswerCopies.Copy),
    ];

    private static CaseMark Mark() => new(
        "The solution finds the number of eggs sold and multiplies by the price.\nThe final answer, $18, is right and is given with its unit in the second line from the end.\nOne step is left to the reader, and the last line says \"per day\" only implicitly.",
        [
            new Criterion("Correctness", 5, ["16 - 3 - 4 = 9 is right, and so is the order in which the two are taken off.", "9 * 2 = 18 is right, and it is what was asked."], 0.97),
            new Criterion("Clarity", 3, ["A pupil must guess why 4 is taken off: the solution says \"the muffins\" but never how many there are, nor for whom.", "The unit is \"$\" in one place and missing in another.", "Sentences are short, which helps."], 0.8),
            new Criterion("Completeness", 4, ["Every number of the question is used, the three eggs for breakfast and the four for the muffins alike.", "The muffins – four of them – are named once and never again."], 0.75),
            new Criterion("Method", 4, ["Subtracting first is the natural way.", "An equation would have shown the structure at a glance.", "Nothing is done twice.", "It carries over to other numbers, and to a farm with geese."], 0.6125),
        ],
        [1, 1, 2, 3, 5, 8, 13],
        81,
        Standing.Pass,
        "Whether \"makes every day\" means earnings or profit; the question does not say, and no cost is named.");

    private static Invoice Invoice() => new(
        "2026-004711",
        new Guid("6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        new DateOnly(2026, 10, 31),
        new DateTimeOffset(2026, 11, 2, 9, 30, 0, TimeSpan.FromHours(1)),
        Currency.EUR,
        new Party("Schäfer & Söhne GmbH", new Address("Hauptstraße 17", "Köln", "50667", "DE"), "DE811569869"),
        new Party("Northern Supplies Ltd", new Address("12 Harbour Road", "Leith", "EH6 7DN", "GB"), null),
        [.. Enumerable.Range(1, 30).Select(Line)],
        new Dictionary<TaxRate, decimal> { [TaxRate.None] = 0m, [TaxRate.Reduced] = 1204.35m, [TaxRate.Standard] = 40187.5m },
        new Transfer("DE89370400440532013000", new DateOnly(2026, 11, 30)),
        0.925,
        "Paid in part: see \"Teilrechnung 2\" of 15 October.");

    private static InvoiceLine Line(int number) => new(
        number,
        number % 4 == 0 ? null : $"HX-{7000 + (number * 37)}",
        $"Hex bolt DIN 933 M{number} × {10 + (5 * number)} mm, hot-dip galvanised, strength class 8.8, full thread, box of {50 * (1 + (number % 4))}",
        number * 3 % 40 + 1,
        12.5m + (number * 1.37m),
        (TaxRate)(number % 3),
        number % 5 == 0 ? null : new DateOnly(2026, 10, number),
        number % 2 == 0);
}
