namespace Querent.Testing;

/// <summary>A cassette as it stands in its file.</summary>
internal sealed record CassetteFile
{
    /// <summary>The format that this version writes, and the latest that it reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The format's number; the first member, by which a file is known to be a cassette.</summary>
    public required int QuerentCassette { get; init; }

    /// <summary>What the answers were to look like, by the names that requests refer to.</summary>
    public IReadOnlyDictionary<string, ResponseFormatJson>? ResponseFormats { get; init; }

    /// <summary>What was asked, with what came of it; in the order of the requests' JSON, which no timing changes.</summary>
    public required IReadOnlyList<RecordedCall> Calls { get; init; }
}

/// <summary>A request, and its replies in the order in which it was sent.</summary>
internal sealed record RecordedCall
{
    public required RecordedRequest Request { get; init; }

    /// <summary>What the transport said of it: whether two answers to it may differ.</summary>
    public bool IsSampled { get; init; }

    public required IReadOnlyList<RecordedReply> Replies { get; init; }
}
