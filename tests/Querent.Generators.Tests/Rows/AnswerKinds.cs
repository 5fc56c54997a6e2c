using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Querent.Generators.Tests.Rows;

public enum Grade
{
    Low,

    [JsonStringEnumMemberName("very-high")]
    High,
}

#pragma warning disable CS1573 // some parameters are left without documentation on purpose
/// <summary>A value of every kind that is a string in JSON.</summary>
/// <param name="Day">The day.</param>
/// <param name="Time">The time.</param>
/// <param name="Moment">The moment.</param>
/// <param name="Instant">The instant, <see cref="DateTimeOffset"/>
/// in C#.</param>
public sealed record Texts(
    DateOnly Day, TimeOnly Time, DateTime Moment, DateTimeOffset Instant, TimeSpan Length, Guid Id, Uri Link, char Letter, byte[] Data, DateOnly? Until);
#pragma warning restore CS1573

public sealed record Numbers(sbyte A, byte B, short C, ushort D, int E, uint F, long G, ulong H, float I, double J, decimal K, bool L, long? M);

public sealed class Labels : List<string>;

public sealed record Lists(
    string[] Array,
    IList<int> List,
    ICollection<int> Collection,
    IReadOnlyCollection<int> Counted,
    IEnumerable<int> Sequence,
    ImmutableArray<int> ImmutableArray,
    ImmutableList<int> ImmutableList,
    IImmutableList<int> ImmutableItems,
    HashSet<string> Set,
    ISet<int> Distinct,
    IReadOnlySet<Grade> Grades,
    ImmutableHashSet<int> ImmutableSet,
    SortedSet<int> Sorted,
    Collection<bool> Flags,
    Labels Labels,
    IReadOnlyList<int[]>? Grid);

public sealed record Maps(
    Dictionary<Grade, int> Scores,
    IReadOnlyDictionary<Grade, string?> Notes,
    ImmutableDictionary<Grade, Point> Points,
    SortedDictionary<Grade, bool>? Flags);

public readonly record struct Point(int X, int Y);

public struct Size
{
    public int Width { get; set; }

    public int? Height { get; init; }
}

public sealed class Shape(string name)
{
    public string Name { get; } = name;

    public required Size Size { get; init; }

    public Point? At { get; set; } = new Point(1, 1);

    [JsonPropertyOrder(-1)]
    public string Why { get; set; } = "because";
}

public sealed record Scored<T>(T Value, [property: Range(0, 10)] int Score);

public sealed record Generics(Scored<Grade> Grade, Scored<string?> Text, Scored<List<Scored<int?>>> Nested);

/// <summary>A part of a whole.</summary>
public sealed record Node(string Name, List<Node> Children, Node? Twin);

public sealed record Left(string Name, Right? Right);

public sealed record Right(Left Left, [property: Description("The way out.")] Left? Exit);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Cat), "cat")]
[JsonDerivedType(typeof(Dog), "dog")]
[JsonDerivedType(typeof(Puppy), "a \"puppy\"")]
public abstract record Pet(string Name);

public sealed record Cat(string Name, bool IsIndoor) : Pet(Name);

public record Dog(string Name, Pet? Friend) : Pet(Name);

public sealed record Puppy(string Name, Pet? Friend, int Weeks) : Dog(Name, Friend);

[JsonDerivedType(typeof(Circle), 1)]
[JsonDerivedType(typeof(Square), 2)]
public interface IFigure;

public sealed record Circle(double Radius) : IFigure;

public sealed record Square(double Side) : IFigure;

[JsonDerivedType(typeof(Memo), "memo")]
[JsonDerivedType(typeof(SignedMemo), "signed")]
public record Memo(string Text);

public sealed record SignedMemo(string Text, string Name) : Memo(Text);

public sealed record Wide(int One, int Two, int Three, int Four, int Five, int Six, int Seven, int Eight, int Nine, string Été);

[QueryRow]
public partial record AnswerKinds
{
    [Query("?")] public required Texts Texts { get; init; }

    [Query("?")] public required Numbers Numbers { get; init; }

    [Query("?")] public required Lists Lists { get; init; }

    [Query("?")] public required Maps Maps { get; init; }

    [Query("?")] public required Shape Shape { get; init; }

    [Query("?")] public required Generics Generics { get; init; }

    [Query("?")] public required Node Node { get; init; }

    [Query("?")] public required Left Left { get; init; }

    [Query("?")] public required Pet Pet { get; init; }

    [Query("?")] public required IReadOnlyList<IFigure> Figures { get; init; }

    [Query("?")] public required IFigure? Figure { get; init; }

    [Query("?")] public required List<Memo> Memos { get; init; }

    [Query("?")] public required Wide Wide { get; init; }

    [Query("?")] public required Point Point { get; init; }

    [Query("?")] public required Dictionary<Grade, Node?> Trees { get; init; }
}

[QueryRow(SchemaProfile = AnswerSchemaProfile.OpenAI, Naming = NamingPolicy.CamelCase)]
public partial record OpenAIKinds
{
    public required string InputText { get; init; }

    [Query("?")] public required Texts AllTexts { get; init; }

    [Query("?")] public required Scored<Point> TheScore { get; init; }

    [Query("?")] public required TimeOnly? AtTime { get; init; }
}
