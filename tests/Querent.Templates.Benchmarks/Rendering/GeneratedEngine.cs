using SupportTriage;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>The renderers that Querent generates.</summary>
internal sealed class GeneratedEngine : IPromptEngine, IDisposable
{
    private readonly PromptWriter _writer = new();
    private readonly RowPlan<SupportTicket> _tickets = RowPlan.Of<SupportTicket>();
    private readonly RowPlan<CaseReview> _cases = RowPlan.Of<CaseReview>();

    public ReadOnlySpan<byte> Written => _writer.WrittenMemory.Span;

    public void Dispose() => _writer.Dispose();

    public int Ticket(int number)
    {
        _writer.Clear();
        _tickets.Render(0, RenderData.Tickets[number], [], _writer);
        return _writer.WrittenMemory.Length;
    }

    public int Case(int number)
    {
        _writer.Clear();
        _cases.Render(0, RenderData.Cases[number], [], _writer);
        return _writer.WrittenMemory.Length;
    }
}
