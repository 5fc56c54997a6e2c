using HandlebarsDotNet;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>Handlebars.Net, its templates compiled once.</summary>
internal sealed class HandlebarsEngine : IPromptEngine
{
    private readonly HandlebarsTemplate<object, object> _ticket;
    private readonly HandlebarsTemplate<object, object> _case;
    private readonly RequestText _ticketText = new(Prompts.TicketSystem);
    private readonly RequestText _caseText = new(Prompts.CaseSystem);
    private bool _isCase;

    public HandlebarsEngine()
    {
        IHandlebars handlebars = Handlebars.Create(new HandlebarsConfiguration { TextEncoder = new XmlEncoder() });
        _ticket = handlebars.Compile(Prompts.Ticket.Replace("{{ Text | xml }}", "{{Text}}", StringComparison.Ordinal));
        _case = handlebars.Compile("""
            Review this customer's case, contact by contact.
            Customer: {{Customer}}{{#if Segment}} ({{Segment}}){{/if}}
            Assigned to: {{#if Agent}}{{Agent}}{{else}}nobody{{/if}}
            {{#each Contacts}}

            {{Number @index}}. {{Iso Day}} by {{Channel}}, {{#if IsFromCustomer}}the customer{{else}}our colleague{{/if}}:
            <message>{{Text}}</message>
            {{/each}}

            Say whether a person must take over now, and why, in one sentence.
            """);
        handlebars.RegisterHelper("Number", (output, _, arguments) => output.Write((int)arguments[0]! + 1));
        handlebars.RegisterHelper("Iso", (output, _, arguments) => output.WriteSafeString(((DateOnly)arguments[0]!).ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
    }

    public ReadOnlySpan<byte> Written => _isCase ? _caseText.Written : _ticketText.Written;

    public int Ticket(int number)
    {
        _isCase = false;
        return _ticketText.Write(_ticket(RenderData.Tickets[number]));
    }

    public int Case(int number)
    {
        _isCase = true;
        return _caseText.Write(_case(RenderData.Cases[number]));
    }
}
