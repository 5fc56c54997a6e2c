using System.Text;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission.Prompts;

/// <summary>Writes the C# of expressions.</summary>
internal sealed class ExpressionEmitter(TypeTable types, EnumEmitter enums, JsonTextEmitter json)
{
    private const string Invariant = "global::System.Globalization.CultureInfo.InvariantCulture";
    private const string Linq = "global::System.Linq.Enumerable";
    private const string Values = "global::Querent.PromptValues";

    /// <summary>What the variables of the renderer are called.</summary>
    public PresentNames Locals { get; } = new();

    /// <summary>An expression for any place: in parentheses where it consists of more than one part.</summary>
    public string Of(BoundExpression value)
    {
        string code = Top(value);
        bool isCompound = value is BoundCompare or BoundTextOrder or BoundTruth or BoundIsNull or BoundNot or BoundLogical or BoundConditional
            or BoundCoalesce or BoundFirst or BoundSome or BoundLet or BoundCast
            || (value is BoundJson { Value.Type: { IsKnown: false, IsNullable: true, IsNone: false, Kind: not ValueKind.String } })
            || (value is BoundLoop { Fact: not (LoopFact.Index0 or LoopFact.Length) })
            || (value is BoundConstant && code.StartsWith("-", StringComparison.Ordinal));
        return isCompound && !(value is BoundTruth && code.StartsWith(Linq + ".Any(", StringComparison.Ordinal)) ? $"({code})" : code;
    }

    /// <summary>An expression that stands by itself.</summary>
    public string Top(BoundExpression value) => value switch
    {
        BoundConstant constant => Constant(constant),
        BoundEnumMember member => $"{types[member.Type.Reference].FullName}.{Identifier.Escape(member.Member)}",
        BoundMember member => Member(member),
        BoundLocal local => Locals.NameOf(local),
        BoundNotNull notNull => NotNull(notNull),
        BoundItem item => $"{Values}.{(item.IsStruct ? "ItemValue" : "Item")}({ListOf(item.List)}, {Top(item.Index)})",
        BoundEntry entry => $"{Values}.{(entry.Type.IsValueType(types) ? "EntryValue" : "Entry")}({Of(entry.Map)}, {Top(entry.Key)})",
        BoundLookup lookup => $"global::Querent.LookupTable.Get({Of(lookup.Table)}, {TextOf(lookup.Key)}, {Literal.Of(lookup.Table.Table!)})",
        BoundCast cast => $"({cast.CSharpType}{(cast.Type.IsNullable ? "?" : "")}){Of(cast.Value)}",
        BoundConditional choice => $"{Of(choice.Condition)} ? {As(choice, choice.WhenTrue)} : {As(choice, choice.WhenFalse)}",
        BoundCoalesce either => Coalesce(either),
        BoundFirst first => First(first),
        BoundConcat concat => $"string.Concat({string.Join(", ", concat.Values.Select(TextOf))})",
        BoundText text => TextOf(text.Value),
        BoundXml xml => $"global::Querent.PromptText.Xml({TextOf(xml.Text)})",
        BoundJson { Value.Type.IsNone: true } => "\"null\"",
        BoundJson { Value.Type: { IsKnown: false, Kind: not ValueKind.String } } plain => PlainJson(plain.Value),
        BoundJson text => json.TextOf(text.Value.Type, Top(text.Value)),
        BoundFormat format => $"{Of(format.Value)}.ToString({Literal.Of(format.Format)}, {Invariant})",
        BoundJoin join => $"{Values}.Join({ListOf(join.List)}, {Top(join.Separator)}, {join.Item.Code} => {TextOf(join.Text)})",
        BoundCount count => Count(count.Value),
        BoundHelper helper => $"global::Querent.{helper.Method}({string.Join(", ", helper.Arguments.Select(Top))})",
        BoundCall call => $"{call.Method}({string.Join(", ", call.Arguments.Select(Argument))})",
        _ => Condition(value),
    };

    /// <summary>A value, which is not null, as a string.</summary>
    public string TextOf(BoundExpression value)
    {
        if (value is BoundConstant constant)
        {
            return Literal.Of(constant.Value);
        }

        if (value is BoundEnumMember { Text: { } name })
        {
            return Literal.Of(name);
        }

        return value.Type.Kind switch
        {
            ValueKind.String => Of(value),
            ValueKind.Boolean => $"({Of(value)} ? \"true\" : \"false\")",
            ValueKind.Enum => enums.NameOf(value.Type.Id, Top(value)),
            ValueKind.Char or ValueKind.Guid => $"{Of(value)}.ToString()",
            ValueKind.Uri => $"{Of(value)}.OriginalString",
            ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.DateOnly or ValueKind.TimeOnly => $"{Of(value)}.ToString(\"O\", {Invariant})",
            ValueKind.TimeSpan => $"{Of(value)}.ToString(\"c\", {Invariant})",
            _ => $"{Of(value)}.ToString({Invariant})",
        };
    }

    /// <summary>A list to loop over: one that was never set counts as empty.</summary>
    public string ListOf(BoundExpression list)
        => types[list.Type.Reference].ListForm == ListForm.ImmutableArray ? $"{Values}.OrEmpty({Top(list)})" : Of(list);

    /// <summary>A value's type.</summary>
    public string TypeName(BoundExpression value) => types[value.Type.Reference].FullName;

    /// <summary>The type of a list's items or a map's pairs.</summary>
    public string ItemType(BoundExpression source)
    {
        TypeShape shape = types[source.Type.Reference];
        string element = Access.TypeName(shape.Element, types);
        return shape.Kind == ValueKind.Map ? $"global::System.Collections.Generic.KeyValuePair<string, {element}>" : element;
    }

    private static string Constant(BoundConstant constant) => constant.Type.Kind switch
    {
        ValueKind.String => Literal.Of(constant.Value),
        ValueKind.Float => constant.Value + "d",
        ValueKind.Integer when !NumberComparison.Fits(constant, "int") => constant.Value + "L",
        ValueKind.Opaque => "null",
        _ => constant.Value,
    };

    private string Member(BoundMember member)
    {
        string access = member.Target switch
        {
            null => "input.",
            BoundMember { MayBeNull: false } target => Of(target) + ".",   // where something before it is null the chain ends there
            { Type.IsNullable: true } target => Of(target) + "?.",
            { } target => Of(target) + ".",
        };
        return access + Identifier.Escape(member.Name);
    }

    private string NotNull(BoundNotNull notNull)
    {
        string code = Of(notNull.Value);
        return (code.Contains("?.") ? $"({code})" : code) + (notNull.IsStruct ? "!.Value" : "!");
    }

    private string As(BoundExpression whole, BoundExpression value)
        => value.Type.IsNone ? $"default({NameOf(whole)}?)"
            : whole.Type.Kind == ValueKind.String && value.Type.Kind != ValueKind.String ? TextOf(value)
            : Of(value);

    private string NameOf(BoundExpression value)
        => value.Type.IsKnown ? types[value.Type.Reference].FullName : value.Type.Kind switch
        {
            ValueKind.Boolean => "bool",
            ValueKind.Integer or ValueKind.Float => NumberComparison.CSharpType(value, types),
            _ => "string",
        };

    private string Coalesce(BoundCoalesce either)
    {
        if (either.Type.Kind == either.Value.Type.Kind && either.Fallback.Type.Kind == either.Type.Kind)
        {
            return $"{Of(either.Value)} ?? {Of(either.Fallback)}";
        }

        string value = Of(either.Value);
        string name = Locals.Enter(either.Present);
        string present = As(either, either.Present);
        Locals.Leave(either.Present);
        return $"{value} is {{ }} {name} ? {present} : {As(either, either.Fallback)}";
    }

    private string First(BoundFirst first)
    {
        var code = new StringBuilder();
        foreach (BoundOption option in first.Options)
        {
            string condition = Some(option.Condition, Locals.Enter(option.Condition.Local));
            code.Append(condition).Append(" ? ").Append(As(first, option.Value)).Append(" : ");
            Locals.Leave(option.Condition.Local);
        }

        return code.Append(As(first, first.Last)).ToString();
    }

    /// <summary>Whether a value is true, which has the name given from there on.</summary>
    public string Some(BoundSome some, string name)
    {
        BoundExpression value = some.Value;
        if (value.Type.Kind == ValueKind.Boolean)
        {
            return value.Type.IsNullable ? Truth(value) : Of(value);
        }

        return value.Type.Kind.IsNumber() ? $"{Of(value)} is {{ }} {name} && {name} != 0"
            : value.Type.Kind == ValueKind.String ? $"{Of(value)} is {{ Length: > 0 }} {name}"
            : !value.Type.Kind.HasElements() ? $"{Of(value)} is {{ }} {name}"
            : SomePattern(value) is { } pattern ? $"{Of(value)} is {pattern} {name}"
            : $"{Of(value)} is {{ }} {name} && {Linq}.Any({name})";
    }

    private string PlainJson(BoundExpression value)
        => !value.Type.IsNullable ? TextOf(value)
            : value.Type.Kind == ValueKind.Boolean ? $"{Of(value)} switch {{ true => \"true\", false => \"false\", null => \"null\" }}"
            : $"{Of(value)}?.ToString({Invariant}) ?? \"null\"";

    private string? SomePattern(BoundExpression value)
    {
        TypeShape shape = types[value.Type.Reference];
        return shape.ListForm == ListForm.ImmutableArray && shape.Kind == ValueKind.List ? "{ IsDefaultOrEmpty: false }"
            : shape.CountMember is not null ? $"{{ {shape.CountMember}: > 0 }}"
            : null;
    }

    private string Count(BoundExpression value)
        => types[value.Type.Reference].CountMember is { } member
            ? $"{ListOf(value)}.{member}"
            : $"{Linq}.Count({Of(value)})";

    private string Argument(BoundArgument argument)
    {
        BoundExpression value = argument.Value;
        string name = argument.Name is null ? "" : $"{Identifier.Escape(argument.Name)}: ";
        string cast = argument.Cast is { } type ? $"({Access.TypeName(type, types)})" : "";
        bool isList = value.Type is { Kind: ValueKind.List, IsKnown: true, IsNullable: false };
        return name + cast + (isList ? ListOf(value) : cast.Length > 0 ? Of(value) : Top(value));
    }

    private string Condition(BoundExpression value) => value switch
    {
        BoundCompare compare => $"{Of(compare.Left)} {compare.Operator} {Of(compare.Right)}",
        BoundTextOrder order => $"global::Querent.PromptText.Compare({Top(order.Left)}, {Top(order.Right)}) {order.Operator} 0",
        BoundTruth truth => Truth(truth.Value),
        BoundIsNull isNull => $"{Of(isNull.Value)} is null",
        BoundNot { Operand: BoundIsNull isNull } => $"{Of(isNull.Value)} is not null",
        BoundNot { Operand: BoundCompare { Operator: "==" } equal } => Top(equal with { Operator = "!=" }),
        BoundNot { Operand: BoundLoop { Fact: LoopFact.First or LoopFact.Last } loop } => Loop(loop).Replace(" == ", " != "),
        BoundNot not => $"!{Of(not.Operand)}",
        BoundLogical logical => $"{Operand(logical, logical.Left)} {(logical.IsAnd ? "&&" : "||")} {Operand(logical, logical.Right)}",
        BoundAny any => $"{Linq}.Any({ListOf(any.List)}, {any.Item.Code} => {Top(any.Condition)})",
        BoundContains contains => $"{Of(contains.Text)}.Contains({Top(contains.Part)}, global::System.StringComparison.Ordinal)",
        BoundHasKey hasKey => $"{Values}.HasKey({Of(hasKey.Map)}, {Top(hasKey.Key)})",
        BoundLoop loop => Loop(loop),
        BoundLet let => Let(let),
        _ => throw new InvalidOperationException($"There is no C# for a {value.GetType().Name}."),
    };

    private string Operand(BoundLogical logical, BoundExpression operand)
        => operand is BoundLogical inner && inner.IsAnd != logical.IsAnd ? $"({Top(operand)})"
            : operand is BoundConditional or BoundCoalesce or BoundFirst or BoundLet ? Of(operand)
            : Top(operand);

    private string Truth(BoundExpression value)
    {
        if (value.Type.Kind.IsNumber())
        {
            return value.Type.IsNullable ? $"({Of(value)} ?? 0) != 0" : $"{Of(value)} != 0";
        }

        if (value.Type.Kind == ValueKind.Boolean)
        {
            return $"{Of(value)} is true";
        }

        if (value.Type.Kind is ValueKind.String or ValueKind.Bytes)
        {
            return $"{Of(value)} is {{ Length: > 0 }}";
        }

        return SomePattern(value) is { } pattern ? $"{Of(value)} is {pattern}"
            : value.Type.IsNullable ? NullableTruth(value, Locals.Fresh())
            : $"{Linq}.Any({Of(value)})";
    }

    private string NullableTruth(BoundExpression list, string name) => $"{Of(list)} is {{ }} {name} && {Linq}.Any({name})";

    private string Let(BoundLet let)
    {
        string value = Of(let.Value);
        string name = Locals.Enter(let.Local);
        string condition = Of(let.Condition);
        Locals.Leave(let.Local);
        return $"{value} is var {name} && {condition}";
    }

    private static string Loop(BoundLoop loop) => loop.Fact switch
    {
        LoopFact.Index => $"{loop.Index} + 1",
        LoopFact.Index0 => loop.Index,
        LoopFact.RevIndex => $"{loop.Count} - {loop.Index}",
        LoopFact.RevIndex0 => $"{loop.Count} - {loop.Index} - 1",
        LoopFact.First => $"{loop.Index} == 0",
        LoopFact.Last => $"{loop.Index} == {loop.Count} - 1",
        _ => loop.Count,
    };
}
