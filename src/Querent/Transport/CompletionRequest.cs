namespace Querent;

/// <summary>A request for a chat completion, but for what the deployment decides.</summary>
/// <param name="Messages">The messages: the elements of a JSON array, as UTF-8, without its brackets.</param>
/// <param name="ResponseFormat">The <c>response_format</c>: a JSON object, as UTF-8.</param>
/// <param name="MaxOutputTokens">The most tokens for the answer; null leaves it to the model.</param>
public readonly record struct CompletionRequest(
    ReadOnlyMemory<byte> Messages,
    ReadOnlyMemory<byte> ResponseFormat,
    int? MaxOutputTokens)
{
    /// <summary>
    /// What else is asked of the model; null for nothing. What is set here is sent in place of the transport's own; what is
    /// left out is up to the transport.
    /// </summary>
    public CompletionOptions? Options { get; init; }

    /// <summary>Where the transport notes what it sees of the exchange; null, as a rule, when nobody wants to know.</summary>
    public ExchangeRecord? Exchange { get; init; }
}
