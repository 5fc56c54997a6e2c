using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Something that all cells of a row share, behind something that each has of its own.</summary>
/// <param name="Variation">What is shared.</param>
/// <param name="Own">The cell's own, as the template says it.</param>
internal sealed record SharedBehind(Variation Variation, string Own);

/// <summary>Watches in which order the template of a cell names what is the row's and what is the cell's own.</summary>
internal sealed class CellOrder(BindingContext context)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private int _usesOfCell;
    private string? _own;

    public SharedBehind? SharedBehind { get; private set; }

    /// <summary>Called before a part of the template is bound.</summary>
    public void Before(TemplateNode node)
    {
        if (node is not IncludeNode)   // whose parts come by themselves
        {
            _usesOfCell = context.UsesOfCell;
        }
    }

    /// <summary>Called when a part that stands by itself was bound.</summary>
    public void After(TemplateNode node)
    {
        if (context.Unit.Case is null || node is IncludeNode)
        {
            return;
        }

        bool isOwn = context.UsesOfCell > _usesOfCell;
        foreach (string input in context.Uses.ToList())
        {
            // A short value is not worth a word, nor one that stood further ahead already.
            if (_known.Add(input) && !isOwn && _own is not null && SharedBehind is null && IsLong(input))
            {
                SharedBehind = new SharedBehind(new Variation(context.SiteOf(node.Span), context.TextOf(node.Span)), _own);
            }
        }

        _own ??= isOwn ? context.TextOf(node.Span) : null;
    }

    private bool IsLong(string input)
        => context.Row.Members.FirstOrDefault(member => member.Name == input) is { } member
            && context.Row.CaseStudies.All(study => study.Property != input && !study.Inputs.Contains(input))
            && context.Types[member.Type].Kind is ValueKind.String or ValueKind.List or ValueKind.Map or ValueKind.Object
            && !input.EndsWith("Id", StringComparison.Ordinal);
}
