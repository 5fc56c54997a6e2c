using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Tells text that is escaped for XML, be it in part, from text that is not.</summary>
internal static class Escaping
{
    /// <summary>Whether something that was escaped can stand in the text of a value; what the author's filters make of it nobody knows.</summary>
    public static bool IsIn(BoundExpression value) => value switch
    {
        BoundXml => true,
        BoundNotNull notNull => IsIn(notNull.Value),
        BoundConditional choice => IsIn(choice.WhenTrue) || IsIn(choice.WhenFalse),
        BoundCoalesce either => IsIn(either.Value) || IsIn(either.Fallback),
        BoundFirst first => first.Options.Any(option => IsIn(option.Condition.Value)) || IsIn(first.Last),
        BoundConcat concat => concat.Values.Any(IsIn),
        BoundText text => IsIn(text.Value),
        BoundJson json => IsIn(json.Value),
        BoundJoin join => IsIn(join.Separator),
        BoundHelper { Type.Kind: ValueKind.String } helper => helper.Arguments.Any(IsIn),
        _ => false,
    };
}
