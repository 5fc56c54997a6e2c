namespace Querent;

/// <summary>One attempt that was sent to a deployment.</summary>
/// <param name="Latency">From the request's start to the reply's end.</param>
/// <param name="Model">The model that the reply names.</param>
/// <param name="FinishReason">Why the model stopped.</param>
/// <param name="RequestId">The provider's name for the request, for its support; null when the reply does not say.</param>
/// <param name="Usage">The tokens that the provider counted; unknown when the reply does not say.</param>
/// <param name="Error">Why the attempt gave no answer; null when it did.</param>
public readonly record struct AttemptReport(
    TimeSpan Latency,
    string? Model,
    FinishReason FinishReason,
    string? RequestId,
    TokenUsage Usage,
    QueryError? Error)
{
    /// <summary>What the provider said beside an answer or an error; null for nothing, which is the rule.</summary>
    public AttemptNotes? Notes { get; init; }
}
