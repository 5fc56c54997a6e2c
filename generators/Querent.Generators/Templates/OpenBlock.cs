using System.Collections.Immutable;
using Querent.Generators.Model;

namespace Querent.Generators.Templates;

/// <summary>An <c>if</c> or <c>for</c> whose end has not been read yet.</summary>
/// <param name="keyword">The tag that opened it.</param>
/// <param name="span">That tag.</param>
internal abstract class OpenBlock(string keyword, TemplateSpan span)
{
    public string Keyword => keyword;

    public TemplateSpan Span => span;

    /// <summary>What has been read of the part that is open.</summary>
    public ImmutableArray<TemplateNode>.Builder Nodes { get; } = ImmutableArray.CreateBuilder<TemplateNode>();

    public bool HasElse { get; private set; }

    public void Else()
    {
        EndPart();
        HasElse = true;
    }

    public abstract TemplateNode End();

    protected abstract void EndPart();

    protected EquatableArray<TemplateNode> TakeNodes()
    {
        var nodes = Nodes.ToImmutable();
        Nodes.Clear();
        return new(nodes);
    }
}

/// <summary>An <c>if</c> that is open.</summary>
internal sealed class OpenIf(TemplateSpan span, ExpressionNode condition) : OpenBlock("if", span)
{
    private readonly ImmutableArray<BranchNode>.Builder _branches = ImmutableArray.CreateBuilder<BranchNode>();
    private ExpressionNode _condition = condition;

    public void Elif(ExpressionNode next)
    {
        EndPart();
        _condition = next;
    }

    public override TemplateNode End()
    {
        EquatableArray<TemplateNode> last = TakeNodes();
        if (!HasElse)
        {
            _branches.Add(new BranchNode(_condition, last));
        }

        return new IfNode(Span, new(_branches.ToImmutable()), HasElse ? last : default);
    }

    protected override void EndPart() => _branches.Add(new BranchNode(_condition, TakeNodes()));
}

/// <summary>A <c>for</c> that is open.</summary>
internal sealed class OpenFor(TemplateSpan span, EquatableArray<NameNode> targets, ExpressionNode source) : OpenBlock("for", span)
{
    private EquatableArray<TemplateNode> _body;

    public override TemplateNode End()
    {
        EquatableArray<TemplateNode> last = TakeNodes();
        return HasElse
            ? new ForNode(Span, targets, source, _body, last)
            : new ForNode(Span, targets, source, last, default);
    }

    protected override void EndPart() => _body = TakeNodes();
}
