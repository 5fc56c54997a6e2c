namespace Querent.Generators.Model;

/// <summary>What a type is to prompts, answers and columns.</summary>
internal enum ValueKind
{
    String,
    Boolean,
    Char,
    Integer,
    Float,
    Decimal,
    Guid,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Uri,
    Enum,
    Bytes,
    JsonElement,
    List,
    Map,

    /// <summary>A dictionary whose keys are an enum's members: an object with a property for each of them.</summary>
    EnumMap,
    Object,

    /// <summary>A type that has neither a text nor a JSON form: a stream, a delegate, an interface.</summary>
    Opaque,
}

/// <summary>How a list, or a dictionary, is made once its elements are read.</summary>
internal enum ListForm
{
    /// <summary>A <c>List&lt;T&gt;</c> or <c>Dictionary&lt;TKey, T&gt;</c>, or an interface that one implements.</summary>
    List,
    Array,
    ImmutableArray,

    /// <summary>An <c>ImmutableList&lt;T&gt;</c> or <c>ImmutableDictionary&lt;TKey, T&gt;</c>, or an interface of it.</summary>
    Immutable,

    /// <summary>A <c>HashSet&lt;T&gt;</c>, or an interface of sets.</summary>
    Set,

    /// <summary>An <c>ImmutableHashSet&lt;T&gt;</c>, or its interface.</summary>
    ImmutableSet,

    /// <summary>A class of its own that starts empty and is added to.</summary>
    Collection,

    /// <summary>A sequence that can be written but not made.</summary>
    Sequence,
}

/// <summary>Facts about kinds of values.</summary>
internal static class ValueKindFacts
{
    /// <summary>Whether a value can stand in a prompt as it is.</summary>
    public static bool HasText(this ValueKind kind) => kind < ValueKind.Bytes;

    /// <summary>Whether a value's text may hold characters that XML reserves.</summary>
    public static bool MayNeedEscaping(this ValueKind kind)
        => kind is ValueKind.String or ValueKind.Char or ValueKind.Uri or ValueKind.Enum;

    /// <summary>Whether a value holds others of one type.</summary>
    public static bool HasElements(this ValueKind kind) => kind is ValueKind.List or ValueKind.Map or ValueKind.EnumMap;

    public static bool IsNumber(this ValueKind kind) => kind is ValueKind.Integer or ValueKind.Float or ValueKind.Decimal;
}
