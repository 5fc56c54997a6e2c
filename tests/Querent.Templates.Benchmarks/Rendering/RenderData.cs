using Sylvan.Data.Csv;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>Real messages, and cases that are made of them.</summary>
internal static class RenderData
{
    public static SupportTriage.SupportTicket.Input[] Tickets { get; } =
        [.. Messages().Select(text => new SupportTriage.SupportTicket.Input { Text = text })];

    public static CaseReview.Input[] Cases { get; } =
    [
        .. Tickets.Chunk(6).Where(chunk => chunk.Length == 6).Select((chunk, number) => new CaseReview.Input
        {
            Customer = $"Customer {number}",
            Segment = number % 2 == 0 ? "Business" : null,
            Agent = number % 3 == 0 ? null : "A. Moss",
            Contacts = [.. chunk.Select((ticket, index) => new Contact(new DateOnly(2026, 11, 1 + index), (Channel)(index % 3), ticket.Text, index % 2 == 0))],
        }),
    ];

    private static List<string> Messages()
    {
        using var csv = CsvDataReader.Create(Path.Combine(AppContext.BaseDirectory, "banking77-excerpt.csv"));
        int text = csv.GetOrdinal("text");
        List<string> messages = [];
        while (csv.Read())
        {
            messages.Add(csv.GetString(text));
        }

        return messages;
    }
}
