using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>An expression whose names all mean something and whose types fit.</summary>
internal abstract record BoundExpression(BoundType Type);

/// <summary>A literal, in invariant text.</summary>
internal sealed record BoundConstant(BoundType Type, string Value) : BoundExpression(Type)
{
    /// <summary>Whether it is <c>none</c> because nothing was said of a case study or criterion, which others may have.</summary>
    public bool IsAbsent { get; init; }

    public static BoundConstant True { get; } = new(BoundType.Boolean, "true");

    public static BoundConstant False { get; } = new(BoundType.Boolean, "false");

    public static BoundConstant Of(bool value) => value ? True : False;

    public static BoundConstant Of(int value) => new(BoundType.Integer, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>A member of an enum.</summary>
internal sealed record BoundEnumMember(BoundType Type, string Member) : BoundExpression(Type)
{
    /// <summary>Its text, where the build knows that it is asked for.</summary>
    public string? Text { get; init; }
}

/// <summary>A member of a value, or of the input where there is no target.</summary>
/// <param name="Type">Its type; nullable also where only something on the way is.</param>
/// <param name="Target">What it is a member of.</param>
/// <param name="Name">Its name.</param>
/// <param name="MayBeNull">Whether it may be null itself.</param>
internal sealed record BoundMember(BoundType Type, BoundExpression? Target, string Name, bool MayBeNull) : BoundExpression(Type)
{
    /// <summary>How it is shown to the model; null where it is no image.</summary>
    public ImageShape? Image { get; init; }
}

/// <summary>A variable of the generated code, or a member of one.</summary>
internal sealed record BoundLocal(BoundType Type, string Code) : BoundExpression(Type)
{
    /// <summary>The table that it is; null for what is none.</summary>
    public string? Table { get; init; }
}

/// <summary>A value that was asked for null before.</summary>
internal sealed record BoundNotNull(BoundExpression Value, bool IsStruct) : BoundExpression(Value.Type.NotNull);

/// <summary>An item of a list, null where the list has none at that index.</summary>
internal sealed record BoundItem(BoundType Type, BoundExpression List, BoundExpression Index, bool IsStruct) : BoundExpression(Type);

/// <summary>A value of a map, null where it has none of that key.</summary>
internal sealed record BoundEntry(BoundType Type, BoundExpression Map, BoundExpression Key) : BoundExpression(Type);

/// <summary>The value of a key in a table, which fails the row where it has none.</summary>
internal sealed record BoundLookup(BoundType Type, BoundLocal Table, BoundExpression Key) : BoundExpression(Type);

/// <summary>A comparison by a C# operator, of operands that it takes.</summary>
internal sealed record BoundCompare(BoundExpression Left, string Operator, BoundExpression Right) : BoundExpression(BoundType.Boolean);

/// <summary>The order of two texts, by their code points.</summary>
internal sealed record BoundTextOrder(BoundExpression Left, string Operator, BoundExpression Right) : BoundExpression(BoundType.Boolean);

/// <summary>A number as another type of C#, for the comparison with one that it does not mix with.</summary>
internal sealed record BoundCast(BoundExpression Value, string CSharpType) : BoundExpression(Value.Type);

/// <summary>Whether a value is there and neither empty nor zero nor false.</summary>
internal sealed record BoundTruth(BoundExpression Value) : BoundExpression(BoundType.Boolean);

/// <summary>Whether a value is null.</summary>
internal sealed record BoundIsNull(BoundExpression Value) : BoundExpression(BoundType.Boolean);

internal sealed record BoundNot(BoundExpression Operand) : BoundExpression(BoundType.Boolean);

internal sealed record BoundLogical(bool IsAnd, BoundExpression Left, BoundExpression Right) : BoundExpression(BoundType.Boolean);

/// <summary>Whether one of a list's items passes a condition.</summary>
internal sealed record BoundAny(BoundExpression List, BoundLocal Item, BoundExpression Condition) : BoundExpression(BoundType.Boolean);

/// <summary>Whether a text contains another.</summary>
internal sealed record BoundContains(BoundExpression Text, BoundExpression Part) : BoundExpression(BoundType.Boolean);

/// <summary>Whether a map has a key.</summary>
internal sealed record BoundHasKey(BoundExpression Map, BoundExpression Key) : BoundExpression(BoundType.Boolean);

/// <summary>One of two values of one type.</summary>
internal sealed record BoundConditional(BoundType Type, BoundExpression Condition, BoundExpression WhenTrue, BoundExpression WhenFalse)
    : BoundExpression(Type);

/// <summary>A value, and another where it is null; of one type, or both to be written as text.</summary>
internal sealed record BoundCoalesce(BoundType Type, BoundExpression Value, BoundLocal Present, BoundExpression Fallback) : BoundExpression(Type);

/// <summary>The first of some values that is true, and another where none is; of one type, or all to be written as text.</summary>
internal sealed record BoundFirst(BoundType Type, EquatableArray<BoundOption> Options, BoundExpression Last) : BoundExpression(Type);

/// <summary>A value that is taken where it is true.</summary>
/// <param name="Condition">Asks whether it is.</param>
/// <param name="Value">The value under its name, or what it can only be then.</param>
internal sealed record BoundOption(BoundSome Condition, BoundExpression Value);

/// <summary>Whether a value is there and neither empty nor zero nor false; where it is, it has a name of its own.</summary>
internal sealed record BoundSome(BoundExpression Value, BoundLocal Local) : BoundExpression(BoundType.Boolean);

/// <summary>A condition that asks for a value more than once, by a name of its own.</summary>
internal sealed record BoundLet(BoundExpression Value, BoundLocal Local, BoundExpression Condition) : BoundExpression(BoundType.Boolean);

/// <summary>Texts one behind the other.</summary>
internal sealed record BoundConcat(EquatableArray<BoundExpression> Values) : BoundExpression(BoundType.String);

/// <summary>A value as its text.</summary>
internal sealed record BoundText(BoundExpression Value) : BoundExpression(BoundType.String);

/// <summary>A text with XML's own characters as entities.</summary>
internal sealed record BoundXml(BoundExpression Text) : BoundExpression(BoundType.String);

/// <summary>A value's JSON.</summary>
internal sealed record BoundJson(BoundExpression Value) : BoundExpression(BoundType.String);

/// <summary>A value's text by a format of .NET.</summary>
internal sealed record BoundFormat(BoundExpression Value, string Format) : BoundExpression(BoundType.String);

/// <summary>A list's items as one text.</summary>
internal sealed record BoundJoin(BoundExpression List, BoundExpression Separator, BoundLocal Item, BoundExpression Text)
    : BoundExpression(BoundType.String);

/// <summary>How many items a list or map has.</summary>
internal sealed record BoundCount(BoundExpression Value) : BoundExpression(BoundType.Integer);

/// <summary>A call of a run-time helper.</summary>
internal sealed record BoundHelper(BoundType Type, string Method, EquatableArray<BoundExpression> Arguments) : BoundExpression(Type);

/// <summary>A call of a filter of the author's.</summary>
internal sealed record BoundCall(BoundType Type, string Method, EquatableArray<BoundArgument> Arguments) : BoundExpression(Type);

/// <summary>An argument.</summary>
/// <param name="Name">The parameter's name where those before it were left out.</param>
/// <param name="Value">The value.</param>
/// <param name="Cast">The parameter's type where C# would have a choice between methods; null otherwise.</param>
internal sealed record BoundArgument(string? Name, BoundExpression Value, TypeRef? Cast);

/// <summary>What is known of the round of a loop.</summary>
internal sealed record BoundLoop(BoundType Type, LoopFact Fact, string Index, string Count) : BoundExpression(Type);

/// <summary>The members of <c>loop</c>.</summary>
internal enum LoopFact
{
    Index,
    Index0,
    RevIndex,
    RevIndex0,
    First,
    Last,
    Length,
}
