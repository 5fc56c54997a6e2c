using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Querent.Generators.Tests.Rows;

public enum Mood
{
    Calm,

    [JsonStringEnumMemberName("<angry> & \"loud\"")]
    Angry,
}

public sealed record Person(string Name, Person? Boss, int? Age, [property: JsonIgnore] string Secret = "");

/// <summary>A member of every kind that comes in, and prompts that write them.</summary>
[QueryRow(System = "Text: \"\\\" \u2028 \ud83d\ude00\n")]
public partial record Everything
{
    public required string Text { get; init; }
    public string? Note { get; init; }
    public char Letter { get; init; } = '"';
    public bool IsOn { get; init; }
    public int? Count { get; init; }
    public long Large { get; init; } = -9_007_199_254_740_993;
    public byte Small { get; init; }
    public double Ratio { get; init; } = 0.1;
    public float Half { get; init; }
    public decimal Price { get; init; } = 1.50m;
    public Guid Id { get; init; }
    public DateTime When { get; init; }
    public DateTimeOffset Moment { get; init; }
    public DateOnly Day { get; init; }
    public TimeOnly Time { get; init; }
    public TimeSpan Length { get; init; }
    public Uri? Link { get; init; }
    public Mood Mood { get; init; } = Mood.Angry;
    public Mood? Other { get; init; }
    public required Person Author { get; init; }
    public IReadOnlyList<Person> Readers { get; init; } = null!;
    public Dictionary<string, int?>? Scores { get; init; }
    public ImmutableArray<string> Tags { get; init; }
    public byte[]? Data { get; init; }
    public JsonElement Raw { get; init; }

    [Query("{{ Text }}|{{ Letter }}|{{ IsOn }}|{{ Large }}|{{ Small }}|{{ Ratio }}|{{ Half }}|{{ Price }}|{{ Id }}")]
    public required string Values { get; init; }

    [Query("{{ When }}|{{ Moment }}|{{ Day }}|{{ Time }}|{{ Length }}")]
    public required string Dates { get; init; }

    [Query("{{ Mood }}|{{ Mood | xml }}|{{ Letter | xml }}|{{ Text | xml }}|{{ Large | xml }}")]
    public required string Escaped { get; init; }

    [Query("{{ Note | default(\"\\\"none\\\" <b>\") }}|{{ Note | default('<none>') | xml }}|{{ Count | default(\"?\") }}|{{ Link | default(\"-\") }}|{{ Other | default(\"-\") }}|{{ Author.Boss.Name | default(\"-\") }}|{{ Author.Boss.Age | default(\"-\") }}")]
    public required string Defaults { get; init; }

    [Query("{{ Author | json }}|{{ Text | json }}|{{ Count | json }}|{{ Author.Boss.Age | json }}|{{ Readers | json }}|{{ Scores | json }}|{{ Tags | json }}|{{ Mood | json }}|{{ Data | json }}|{{ Note | default(\"'a'\") | json }}|{{ Text | json | xml }}")]
    public required string Json { get; init; }

    [Query("{{ \"{{ {% {#\" }} }} { } %} {{ Text }}")]
    public required string Braces { get; init; }
}

public sealed class Remark
{
    public required string Text { get; init; }

    [Range(1, 5)]
    public int? Weight { get; set; }

    public Mood[] Moods { get; set; } = [];

    [JsonIgnore]
    public string Ignored { get; set; } = "kept";

    public string Computed => Text.ToUpperInvariant();
}

[Description("A judgement.")]
public sealed record Judgement(
    [property: JsonPropertyName("the-verdict")] Mood Verdict,
    bool IsFinal,
    IReadOnlyList<Remark> Remarks,
    Remark? Best,
    ImmutableArray<decimal> Marks,
    List<string?>? Tags,
    [property: Range(0, 255)] byte Level,
    [property: Range(-0.5, 0.5), Description("Which way.")] double Slant,
    float? Weight,
    ulong Total);

[QueryRow]
public partial record Judged
{
    public required string Text { get; init; }

    [Query("Judge {{ Text }}")]
    public required Judgement Judgement { get; init; }

    [Query("Judge again {{ Text }}")]
    public required Remark? Second { get; init; }

    [Query("How many?")]
    [Range(0, 100)]
    [Description("A percentage.")]
    public required int Percent { get; init; }

    [Query("Which?")]
    public required Mood? Mood { get; init; }

    [Query("All?")]
    public required string[] All { get; init; }
}

public record Base(string Id)
{
    public required string Text { get; init; }
}

[QueryRow]
public partial record First(string Id) : Base(Id)
{
    [Query("Sum up {{ Text }}.")]
    public required string Summary { get; init; }
}

[QueryRow(System = "Be strict.")]
public partial record Second(string Id, [Query("Is {{ Text }} of {{ Id }} good?")] bool IsGood, int Level = 3) : First(Id);

public sealed class Ticket
{
    public string Text { get; set; } = "";
    public string? Subject { get; set; }
    public int Number { get; set; }
    public string? Reply { get; set; }
}

[QueryRow(Input = typeof(Ticket))]
public partial record Handled
{
    public required string Text { get; init; }
    public required long Number { get; init; }
    public string Note { get; init; } = "left alone";

    [Query("{{ Subject | default('none') }}: {{ Text }}")]
    public required string Reply { get; init; }
}

public static partial class Outer
{
    internal sealed partial record Middle
    {
        [QueryRow]
        internal sealed partial record Inner
        {
            public required string Text { get; init; }

            [Query("{{ Text }}")]
            public required string Answer { get; init; }
        }
    }
}
