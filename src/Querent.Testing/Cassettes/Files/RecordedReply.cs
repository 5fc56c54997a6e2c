using System.Text.Json.Serialization;

namespace Querent.Testing;

/// <summary>How an attempt ended: in a reply, in an error of the wire, or not at all.</summary>
internal sealed record RecordedReply
{
    /// <summary>Whether nothing had come when the attempt was cancelled or the recording ended.</summary>
    public bool IsUnanswered { get; init; }

    public RecordedError? Error { get; init; }

    public string? Model { get; init; }

    public FinishReason FinishReason { get; init; }

    public bool MayHideFinishReason { get; init; }

    public bool IsRefusal { get; init; }

    public bool IsUnfiltered { get; init; }

    public RecordedUsage? Usage { get; init; }

    public IReadOnlyList<RecordedCategory>? FilterCategories { get; init; }

    public IReadOnlyList<RecordedNotice>? Notices { get; init; }

    /// <summary>The content where it is JSON without white space, as most answers are.</summary>
    [JsonConverter(typeof(EmbeddedJson))]
    public string? Json { get; init; }

    /// <summary>The content where it is another text.</summary>
    [JsonConverter(typeof(TextLines))]
    public string? Text { get; init; }

    /// <summary>The content where it is no UTF-8.</summary>
    public byte[]? Base64 { get; init; }
}

/// <summary>An error of the wire.</summary>
internal sealed record RecordedError
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required QueryErrorKind Kind { get; init; }

    public required string Message { get; init; }

    public int? StatusCode { get; init; }

    public string? Code { get; init; }

    public string? Path { get; init; }

    public string? Rule { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public bool IsTransient { get; init; }

    public IReadOnlyList<RecordedCategory>? FilterCategories { get; init; }
}

/// <summary>The tokens that the provider counted.</summary>
internal sealed record RecordedUsage
{
    public int? Input { get; init; }

    public int? Output { get; init; }

    public int? CachedInput { get; init; }

    public int? Reasoning { get; init; }
}
