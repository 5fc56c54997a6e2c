namespace Querent.Generators.Binding.Prompts;

/// <summary>What may stand in the generated code more than once, and what gets a name instead.</summary>
internal static class Repetition
{
    /// <summary>More parts of C# than any expression of the language needs.</summary>
    public const int MostParts = 10_000;

    private const int Cheap = 4;

    /// <summary>Whether a value is a literal or a short path.</summary>
    public static bool IsCheap(BoundExpression value) => IsPath(value, Cheap);

    /// <summary>A condition that asks for a value by a name; as it is where there is no name or nothing is left to ask.</summary>
    public static BoundExpression Let(BoundExpression value, BoundLocal? local, BoundExpression condition)
        => local is null || condition is BoundConstant ? condition : new BoundLet(value, local, condition);

    /// <summary>Whether an expression, written out, has no more parts than any should have.</summary>
    public static bool IsBounded(BoundExpression value)
    {
        var open = new Stack<BoundExpression>();
        open.Push(value);
        for (int count = 0; open.Count > 0; count++)
        {
            if (count == MostParts)
            {
                return false;
            }

            foreach (BoundExpression part in PartsOf(open.Pop()))
            {
                open.Push(part);
            }
        }

        return true;
    }

    private static bool IsPath(BoundExpression value, int steps) => steps > 0 && value switch
    {
        BoundConstant or BoundEnumMember or BoundLocal or BoundLoop => true,
        BoundMember member => member.Target is null || IsPath(member.Target, steps - 1),
        BoundNotNull notNull => IsPath(notNull.Value, steps),
        BoundItem { Index: BoundConstant } item => IsPath(item.List, steps - 1),
        BoundEntry { Key: BoundConstant } entry => IsPath(entry.Map, steps - 1),
        _ => false,
    };

    private static IEnumerable<BoundExpression> PartsOf(BoundExpression value) => value switch
    {
        BoundMember { Target: { } target } => [target],
        BoundNotNull notNull => [notNull.Value],
        BoundItem item => [item.List, item.Index],
        BoundEntry entry => [entry.Map, entry.Key],
        BoundLookup lookup => [lookup.Key],
        BoundCompare compare => [compare.Left, compare.Right],
        BoundTextOrder order => [order.Left, order.Right],
        BoundCast cast => [cast.Value],
        BoundTruth truth => [truth.Value],
        BoundIsNull isNull => [isNull.Value],
        BoundNot not => [not.Operand],
        BoundLogical logical => [logical.Left, logical.Right],
        BoundAny any => [any.List, any.Condition],
        BoundContains contains => [contains.Text, contains.Part],
        BoundHasKey hasKey => [hasKey.Map, hasKey.Key],
        BoundConditional choice => [choice.Condition, choice.WhenTrue, choice.WhenFalse],
        BoundCoalesce either => [either.Value, either.Fallback],
        BoundFirst first => first.Options.Select(option => option.Condition.Value).Append(first.Last),
        BoundSome some => [some.Value],
        BoundLet let => [let.Value, let.Condition],
        BoundConcat concat => concat.Values,
        BoundText text => [text.Value],
        BoundXml xml => [xml.Text],
        BoundJson json => [json.Value],
        BoundFormat format => [format.Value],
        BoundJoin join => [join.List, join.Separator, join.Text],
        BoundCount count => [count.Value],
        BoundHelper helper => helper.Arguments,
        BoundCall call => call.Arguments.Select(argument => argument.Value),
        _ => [],
    };
}
