using System.Collections;

namespace Querent.Benchmarks.Rows;

/// <summary>
/// Case files that are made as they are read, so that millions take no memory. They differ in their numbers, and
/// share their texts, so that the making of rows is no part of what is measured.
/// </summary>
/// <remarks>A collection to the executor, which reads it without a thread of its own, as it would a list.</remarks>
internal sealed class CaseFiles(long first, int count) : IReadOnlyCollection<CaseFile>
{
    private static readonly string[] Subjects = ["A late refund", "A parcel \"left at the door\"", "Charged twice", "The wrong size", "A cancelled journey", "No answer for weeks", "A broken seal", "An account that is locked"];

    private static readonly string[] Customers = ["A. Okafor", "B. Lindqvist", "C. Moreau", "D. Sørensen", "E. Tanaka", "F. Ó Briain", "G. Kowalczyk"];

    private static readonly string[] Regions = ["Lagos", "Malmö", "Lyon", "Odense", "Sapporo", "Galway", "Łódź"];

    private static readonly DateOnly FirstDay = new(2026, 1, 5);

    private static readonly string[] Reports =
    [
        .. Subjects.Select(subject =>
            $"The customer wrote on a Monday about this: {subject.ToLowerInvariant()}. They had called twice before and were told "
            + "\"within three working days\" both times. Nothing came.\nThe agent looked at the order, found the payment and the return label, "
            + "saw that the warehouse had booked the item in, and promised a credit note. The customer asked for it in writing; "
            + "the agent sent a link which, by the customer's account, had expired.\nThe case was closed as solved by the night shift."),
    ];

    public int Count => count;

    public static CaseFile Make(long number)
    {
        ulong kind = (ulong)number;
        return new CaseFile
        {
            Number = number,
            Title = Subjects[kind % (ulong)Subjects.Length],
            Customer = Customers[kind % (ulong)Customers.Length],
            Region = Regions[kind % (ulong)Regions.Length],
            Opened = FirstDay.AddDays((int)(kind % 300)),
            Amount = (kind % 90_000 / 100m) + 10.05m,
            Report = Reports[kind % (ulong)Reports.Length],
        };
    }

    public IEnumerator<CaseFile> GetEnumerator()
    {
        for (long number = first; number < first + count; number++)
        {
            yield return Make(number);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
