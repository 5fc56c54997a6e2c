using System.Text.Json.Serialization;

namespace Querent.Answers.Suite.Types;

public readonly record struct Place(int X, int? Y);

public struct Span
{
    public int From { get; set; }

    public long? To { get; set; }
}

/// <summary>A class that its constructor makes in part.</summary>
public class Person(string name, int? age)
{
    public string Name { get; } = name;

    public int? Age { get; } = age;

    public required Place Home { get; init; }

    public Place? Work { get; set; }

    [JsonIgnore]
    public string Shown => $"{Name} at {Home}";
}

/// <summary>A class that inherits, and says which constructor.</summary>
public sealed class Employee : Person
{
    public Employee(string name)
        : this(name, null, 0)
    {
    }

    [JsonConstructor]
    public Employee(string name, int? age, decimal salary)
        : base(name, age)
        => Salary = salary;

    public decimal Salary { get; }
}

public sealed record Pair<TFirst, TSecond>(TFirst First, TSecond Second)
    where TFirst : notnull
    where TSecond : notnull;

public sealed record Ordered
{
    [JsonPropertyOrder(2)]
    public required int Verdict { get; init; }

    [JsonPropertyOrder(1)]
    public required string? Reason { get; init; }

    [JsonPropertyOrder(-1)]
    [JsonPropertyName("think first")]
    public required string Thought { get; init; }

    [JsonIgnore]
    public int Ignored { get; init; } = 7;

    public string HTTPStatus2Text { get; init; } = "a default, never used";
}

public sealed record Objects(
    Place Place,
    Place? Other,
    Span Span,
    Span? Second,
    Person Person,
    Employee? Employee,
    Ordered Ordered,
    Pair<Mood, List<Place>> Pair,
    Pair<Pair<int, string>, Place>? Nested);
