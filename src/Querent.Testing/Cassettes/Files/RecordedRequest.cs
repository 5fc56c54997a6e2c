using System.Text.Json.Serialization;

namespace Querent.Testing;

/// <summary>What was asked, without its secrets. Two requests are the same when their JSON is.</summary>
internal sealed record RecordedRequest
{
    public required IReadOnlyList<RecordedMessage> Messages { get; init; }

    /// <summary>The name of the response format, which holds its hash; null where there is none.</summary>
    public string? ResponseFormat { get; init; }

    public int? MaxOutputTokens { get; init; }

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public long? Seed { get; init; }

    public IReadOnlyList<string>? Stop { get; init; }

    public string? ReasoningEffort { get; init; }
}

/// <summary>A message: a role with a text or with parts; of any other form its JSON.</summary>
internal sealed record RecordedMessage
{
    public string? Role { get; init; }

    [JsonConverter(typeof(TextLines))]
    public string? Text { get; init; }

    public IReadOnlyList<RecordedPart>? Parts { get; init; }

    [JsonConverter(typeof(TextLines))]
    public string? Json { get; init; }
}

/// <summary>A part of a message: a text or an image.</summary>
internal sealed record RecordedPart
{
    [JsonConverter(typeof(TextLines))]
    public string? Text { get; init; }

    /// <summary>The image's address; of one that is sent with the prompt its type, size and hash.</summary>
    public string? Image { get; init; }

    public string? Detail { get; init; }
}
