using System.Collections.Immutable;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>
/// Makes one list of a chain of <c>or</c> or <c>default(…, true)</c>. Each value stands in it once: as a condition and
/// as what it is a condition for, a chain would double at each link.
/// </summary>
internal static class FirstTrue
{
    /// <summary>The value where it is true, and what stands for it where it is not.</summary>
    /// <param name="context">Where the two stand.</param>
    /// <param name="value">The value.</param>
    /// <param name="type">The type of both, null where it is null for the fallback.</param>
    /// <param name="fallback">What stands for the value.</param>
    public static BoundExpression Of(BindingContext context, BoundExpression value, BoundType type, BoundExpression fallback)
    {
        var options = ImmutableArray.CreateBuilder<BoundOption>();
        BoundExpression last = value;
        if (value is BoundFirst first)
        {
            options.AddRange(first.Options);
            last = first.Last;
        }

        BoundExpression truth = last.Type.IsNone ? BoundConstant.False : ConditionBinder.Truth(last).Expression;
        if (truth is not BoundConstant { Value: var known })
        {
            options.Add(Option(context, last));
            last = fallback;
        }
        else if (known != "true")
        {
            last = fallback;
        }

        return options.Count == 0 ? last : new BoundFirst(type with { IsNullable = last.Type.IsNullable }, new(options.ToImmutable()), last);
    }

    private static BoundOption Option(BindingContext context, BoundExpression value)
    {
        BoundLocal local = context.NameFor(value);
        BoundExpression taken = value.Type.Kind == ValueKind.Boolean ? new BoundConstant(local.Type, "true") : local;
        return new BoundOption(new BoundSome(value, local), taken);
    }
}
