using System.Collections.Immutable;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;
using Querent.Generators.Templates;

namespace Querent.Generators.Binding;

/// <summary>A path whose members all exist.</summary>
internal sealed record BoundPath(ImmutableArray<PathStep> Steps, TypeRef Type, bool IsNullable);

/// <summary>Follows paths such as <c>Customer.Address.City</c> through the members of the input.</summary>
internal sealed class PathBinder(BindingContext context)
{
    /// <summary>The path; null with a problem reported when it leads nowhere.</summary>
    public BoundPath? Bind(ExpressionNode expression) => expression switch
    {
        NameNode name => BindName(name),
        MemberNode member => Bind(member.Target) is { } target ? BindMember(target, member) : null,
        _ => null,
    };

    private BoundPath? BindName(NameNode node)
    {
        foreach (RowMember member in context.Row.Members)
        {
            if (member.Name == node.Name && member.Role == RowMemberRole.Query)
            {
                string whose = node.Name == context.Query ? "its own" : "another";
                context.Report(BindingRules.AnswerOfAnotherQuery, node.Span, node.Name, whose);
                return null;
            }
        }

        if (Inputs().FirstOrDefault(input => input.Name == node.Name) is { Name: not null } found)
        {
            return Append(ImmutableArray<PathStep>.Empty, wasNullable: false, found.Name, found.Type);
        }

        string owner = context.Row.Input is { } input ? context[input.Type].DisplayName : context.Row.Name;
        context.Report(
            BindingRules.UnknownMember, node.Span, owner, node.Name, NearestName.Suggest(node.Name, Inputs().Select(i => i.Name)));
        return null;
    }

    private IEnumerable<(string Name, TypeRef Type)> Inputs()
        => context.Row.Input is { } input
            ? context[input.Type].Members.Select(member => (member.Name, member.Type))
            : context.Row.Members.Where(member => member.Role == RowMemberRole.Input).Select(member => (member.Name, member.Type));

    private BoundPath? BindMember(BoundPath target, MemberNode node)
    {
        TypeShape owner = context[target.Type];
        foreach (MemberShape member in owner.Members)
        {
            if (member.Name == node.Name)
            {
                return Append(target.Steps, target.IsNullable, member.Name, member.Type);
            }
        }

        string suggestion = NearestName.Suggest(node.Name, owner.Members.Select(member => member.Name));
        context.Report(BindingRules.UnknownMember, node.NameSpan, owner.DisplayName, node.Name, suggestion);
        return null;
    }

    private BoundPath Append(ImmutableArray<PathStep> steps, bool wasNullable, string name, TypeRef type)
        => new(
            steps.Add(new PathStep(name, type.IsNullable, type.IsNullable && context[type].IsValueType)),
            type,
            wasNullable || type.IsNullable);
}
