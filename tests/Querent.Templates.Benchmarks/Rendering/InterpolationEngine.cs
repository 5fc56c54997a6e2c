using System.Globalization;
using SupportTriage;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>What a careful person writes by hand: interpolated strings, escaped for XML by the framework.</summary>
internal sealed class InterpolationEngine : IPromptEngine
{
    private readonly RequestText _ticket = new(Prompts.TicketSystem);
    private readonly RequestText _case = new(Prompts.CaseSystem);
    private bool _isCase;

    public ReadOnlySpan<byte> Written => _isCase ? _case.Written : _ticket.Written;

    public int Ticket(int number)
    {
        _isCase = false;
        SupportTicket.Input ticket = RenderData.Tickets[number];
        return _ticket.Write($"""
            Classify the customer's message by what the customer wants.
            Choose the one intent that fits best; where two fit, the more specific.
            Urgency is High when money is being lost, a card or phone is in wrong hands, or the customer is locked out; Low for a general question; Normal otherwise.
            Confidence is 1 when the message leaves no doubt of the intent, 0.5 when another fits as well, near 0 when you guess.

            <message>{XmlText.Escape(ticket.Text)}</message>
            """);
    }

    public int Case(int number)
    {
        _isCase = true;
        CaseReview.Input review = RenderData.Cases[number];
        string contacts = string.Concat(review.Contacts.Select((contact, index) => string.Create(CultureInfo.InvariantCulture, $"""

            {index + 1}. {contact.Day:yyyy-MM-dd} by {contact.Channel}, {(contact.IsFromCustomer ? "the customer" : "our colleague")}:
            <message>{XmlText.Escape(contact.Text)}</message>

            """)));
        return _case.Write($"""
            Review this customer's case, contact by contact.
            Customer: {XmlText.Escape(review.Customer)}{(review.Segment is { } segment ? $" ({XmlText.Escape(segment)})" : "")}
            Assigned to: {XmlText.Escape(review.Agent ?? "nobody")}
            {contacts}
            Say whether a person must take over now, and why, in one sentence.
            """);
    }
}
