using System.Text.Json.Serialization;

namespace Querent.Generators.Tests.Rows;

public enum Shade
{
    Light,

    [JsonStringEnumMemberName("dark|est")]
    Dark,
}

/// <summary>A row with a key of one part.</summary>
[QueryRow]
public partial record Note
{
    [RowKey]
    public required string Id { get; init; }

    public required string Text { get; init; }

    [Query("{{ Text }}")]
    public required string Sum { get; init; }
}

/// <summary>A row with a key of one part, of a reference type that is no string.</summary>
[QueryRow]
public partial record Page([property: RowKey] Uri Address, [Query("What is at {{ Address }}?")] string Sum);

/// <summary>A row with a key of several texts.</summary>
[QueryRow]
public partial record Letter([RowKey] string Box, string Text, [RowKey] string Number, [Query("{{ Text }}")] string Sum);

/// <summary>A row with a key of every kind.</summary>
[QueryRow]
public partial record Parcel
{
    [RowKey]
    public required string Text { get; init; }

    [RowKey]
    public char Letter { get; init; }

    [RowKey]
    public bool IsOn { get; init; }

    [RowKey]
    public long Number { get; init; }

    [RowKey]
    public byte Small { get; init; }

    [RowKey]
    public decimal Price { get; init; }

    [RowKey]
    public Guid Id { get; init; }

    [RowKey]
    public DateTime When { get; init; }

    [RowKey]
    public DateTimeOffset Moment { get; init; }

    [RowKey]
    public DateOnly Day { get; init; }

    [RowKey]
    public TimeOnly Time { get; init; }

    [RowKey]
    public TimeSpan Length { get; init; }

    [RowKey]
    public required Uri Link { get; init; }

    [RowKey]
    public Shade Shade { get; init; }

    [Query("{{ Text }}")]
    public required string Sum { get; init; }
}

public record Filed([RowKey] string Cabinet)
{
    [RowKey]
    public virtual int Drawer { get; init; }

    public string Folder { get; init; } = "";
}

/// <summary>A row whose key is inherited, overridden and its own.</summary>
[QueryRow]
public partial record Dossier(string Cabinet, [RowKey] string Folder, [RowKey] DateOnly Day, [Query("{{ Folder }}")] string Sum) : Filed(Cabinet)
{
    public override int Drawer { get; init; }

    public new string Folder { get; init; } = Folder;
}

public readonly record struct OrderId(string Value)
{
    public static implicit operator string(OrderId id) => "order " + id.Value;
}

public class Order
{
    public OrderId Id { get; set; }

    public short Line { get; set; }

    public char Grade { get; set; } = 'A';

    public DateTime Sent { get; set; }

    [RowKey]
    public string Text { get; set; } = "";
}

/// <summary>A row whose key its input type has in other types.</summary>
[QueryRow(Input = typeof(Order))]
public partial record Ordered
{
    [RowKey]
    public required string Id { get; init; }

    [RowKey]
    public required long Line { get; init; }

    [RowKey]
    public required int Grade { get; init; }

    [RowKey]
    public required DateTimeOffset Sent { get; init; }

    public required string Text { get; init; }

    [Query("{{ Text }}")]
    public required string Sum { get; init; }
}

/// <summary>A row whose key is one text, which its input type has as another.</summary>
[QueryRow(Input = typeof(Order))]
public partial record Titled
{
    [RowKey]
    public required string Id { get; init; }

    [Query("{{ Text }}")]
    public required string Sum { get; init; }
}

public class Message : Order
{
    public string? Number { get; set; }

    [RowKey]
    [JsonPropertyOrder(-1)]
    public string Key => Number ?? $"none of {Line}";
}

/// <summary>A row that marks nothing, of an input that does.</summary>
[QueryRow(Input = typeof(Message))]
public partial record Answered
{
    public required string Text { get; init; }

    [Query("{{ Text }}")]
    public required string Sum { get; init; }
}
