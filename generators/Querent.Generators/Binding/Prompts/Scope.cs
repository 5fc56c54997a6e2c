using System.Collections.Immutable;

namespace Querent.Generators.Binding.Prompts;

/// <summary>What is known at a place of a template: the names of loops, and what is not null there.</summary>
/// <param name="Names">What the loops around name.</param>
/// <param name="NotNull">The keys of the values that were asked for null.</param>
/// <param name="Loop">The innermost loop.</param>
internal sealed record Scope(ImmutableDictionary<string, BoundExpression> Names, ImmutableHashSet<string> NotNull, LoopScope? Loop)
{
    /// <summary>What the build alone knows by a name: <c>case</c>, <c>criterion</c>, and what loops over matrices name.</summary>
    public ImmutableDictionary<string, BuildValue> Builds { get; init; } = ImmutableDictionary.Create<string, BuildValue>(StringComparer.Ordinal);

    /// <summary>Whether a condition around could not be read, so that nobody knows what it said of null.</summary>
    public bool IsUncertain { get; init; }

    public static Scope Outermost { get; } = new(
        ImmutableDictionary.Create<string, BoundExpression>(StringComparer.Ordinal), ImmutableHashSet.Create<string>(StringComparer.Ordinal), Loop: null);

    public Scope Knowing(ImmutableHashSet<string> notNull) => this with { NotNull = NotNull.Union(notNull) };

    public Scope Naming(string name, BoundExpression value) => this with { Names = Names.SetItem(name, value), Builds = Builds.Remove(name) };

    public Scope Naming(string name, BuildValue value) => this with { Names = Names.Remove(name), Builds = Builds.SetItem(name, value) };

    /// <summary>What tells a value from others where its nullness is remembered; null for one that may change.</summary>
    public static string? KeyOf(BoundExpression value) => value switch
    {
        BoundMember { Target: null } member => "." + member.Name,
        BoundMember member => KeyOf(member.Target!) is { } target ? $"{target}.{member.Name}" : null,
        BoundLocal local => local.Code,
        BoundNotNull notNull => KeyOf(notNull.Value),
        BoundItem item => KeyOf(item.List) is { } list && IndexOf(item.Index) is { } index ? $"{list}[{index}]" : null,
        BoundEntry entry => KeyOf(entry.Map) is { } map && IndexOf(entry.Key) is { } key ? $"{map}[{key}]" : null,
        BoundLookup lookup => IndexOf(lookup.Key) is { } key ? $"{lookup.Table.Code}[{key}]" : null,
        _ => null,
    };

    private static string? IndexOf(BoundExpression index) => index switch
    {
        BoundConstant constant => $"{constant.Value.Length}:{constant.Value}",
        BoundEnumMember member => $"{member.Type.Id}:{member.Member}",
        BoundText text => IndexOf(text.Value),
        BoundCast cast => IndexOf(cast.Value),
        _ => KeyOf(index),
    };
}

/// <summary>A loop, and what is asked of it.</summary>
internal sealed class LoopScope(LocalNames names)
{
    private readonly (int Index, int Count)? _round;

    /// <summary>One round of a loop that is written out.</summary>
    public LoopScope(LocalNames names, int index, int count)
        : this(names) => _round = (index, count);

    /// <summary>The name of its counter; null while nothing asks for it.</summary>
    public string? Index { get; private set; }

    /// <summary>The name of its number of items; null while nothing asks for it.</summary>
    public string? Count { get; private set; }

    public BoundExpression Ask(LoopFact fact)
    {
        if (_round is var (index, count))
        {
            return fact switch
            {
                LoopFact.First => BoundConstant.Of(index == 0),
                LoopFact.Last => BoundConstant.Of(index == count - 1),
                LoopFact.Index => BoundConstant.Of(index + 1),
                LoopFact.Index0 => BoundConstant.Of(index),
                LoopFact.RevIndex => BoundConstant.Of(count - index),
                LoopFact.RevIndex0 => BoundConstant.Of(count - index - 1),
                _ => BoundConstant.Of(count),
            };
        }

        if (fact != LoopFact.Length)
        {
            Index ??= names.Take("index");
        }

        if (fact is LoopFact.Last or LoopFact.Length or LoopFact.RevIndex or LoopFact.RevIndex0)
        {
            Count ??= names.Take("count");
        }

        return new BoundLoop(fact is LoopFact.First or LoopFact.Last ? BoundType.Boolean : BoundType.Integer, fact, Index ?? "", Count ?? "");
    }
}
