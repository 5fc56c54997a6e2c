using System.Text.Json.Serialization;

namespace Querent.Answers.Suite.Types;

public sealed record Texts(
    string Text,
    [property: JsonPropertyName("the \"l\u00e4st\" / letter\ud83d\ude00")] char Letter,
    DateOnly Day,
    TimeOnly Time,
    DateTime Moment,
    DateTimeOffset Instant,
    TimeSpan Span,
    Guid Id,
    Uri Link,
    byte[] Data);

public sealed record NullableTexts
{
    public string? Text { get; init; }

    public char? Letter { get; init; }

    public DateOnly? Day { get; init; }

    public TimeOnly? Time { get; init; }

    public DateTime? Moment { get; init; }

    public DateTimeOffset? Instant { get; init; }

    public TimeSpan? Span { get; init; }

    public Guid? Id { get; init; }

    public Uri? Link { get; init; }

    public byte[]? Data { get; init; }
}
