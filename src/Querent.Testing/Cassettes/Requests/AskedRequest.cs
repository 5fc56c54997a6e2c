namespace Querent.Testing;

/// <summary>A request as it is matched: what is recorded of it, what that comes to as JSON, and the answer's form.</summary>
internal sealed record AskedRequest(RecordedRequest Recorded, ResponseFormatJson? Format)
{
    /// <summary>What tells the request from any other.</summary>
    public string Key { get; } = CassetteText.KeyOf(Recorded);
}
