using Fluid;
using SupportTriage;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>Fluid, its templates parsed once.</summary>
internal sealed class FluidEngine : IPromptEngine
{
    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = CreateOptions();

    private readonly IFluidTemplate _ticket = Parser.Parse(Prompts.Ticket);
    private readonly IFluidTemplate _case = Parser.Parse(Prompts.Case
        .Replace("default(\"nobody\")", "default: \"nobody\"", StringComparison.Ordinal)
        .Replace("{{ loop.index }}", "{{ forloop.index }}", StringComparison.Ordinal)
        .Replace("contact.Day", "contact.Day | date: \"%Y-%m-%d\"", StringComparison.Ordinal));

    private readonly RequestText _ticketText = new(Prompts.TicketSystem);
    private readonly RequestText _caseText = new(Prompts.CaseSystem);
    private bool _isCase;

    public ReadOnlySpan<byte> Written => _isCase ? _caseText.Written : _ticketText.Written;

    public int Ticket(int number)
    {
        _isCase = false;
        return _ticketText.Write(_ticket.Render(new TemplateContext(RenderData.Tickets[number], Options)));
    }

    public int Case(int number)
    {
        _isCase = true;
        return _caseText.Write(_case.Render(new TemplateContext(RenderData.Cases[number], Options)));
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions();
        options.MemberAccessStrategy.Register<SupportTicket.Input>();
        options.MemberAccessStrategy.Register<CaseReview.Input>();
        options.MemberAccessStrategy.Register<Contact>();
        options.ValueConverters.Add(value => value is Channel channel ? channel.ToString() : value is DateOnly day ? day.ToDateTime(default) : null);
        options.Filters.AddFilter("xml", static (text, _, _) => new Fluid.Values.StringValue(XmlText.Escape(text.ToStringValue()), encode: false));
        return options;
    }
}
