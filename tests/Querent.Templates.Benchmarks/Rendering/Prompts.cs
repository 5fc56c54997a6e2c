using System.Reflection;
using SupportTriage;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>The templates and system messages, as the attributes hold them.</summary>
internal static class Prompts
{
    public static string Ticket { get; } = Template(typeof(SupportTicket), nameof(SupportTicket.Triage));

    public static string Case => CaseReview.Template;

    public static string TicketSystem { get; } = System(typeof(SupportTicket));

    public static string CaseSystem { get; } = System(typeof(CaseReview));

    private static string Template(Type row, string query) => row.GetProperty(query)!.GetCustomAttribute<QueryAttribute>()!.Template!;

    private static string System(Type row) => row.GetCustomAttribute<QueryRowAttribute>()!.System!;
}
