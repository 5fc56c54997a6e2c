namespace Querent.Emulator;

/// <summary>A scripted answer: what the model is made to say, whatever the schema asks for.</summary>
/// <param name="Content">The message's content; null for none.</param>
public sealed record EmulatorAnswer(string? Content)
{
    /// <summary>The message's refusal; null for none.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why the model stopped: <c>stop</c> unless set.</summary>
    public string FinishReason { get; init; } = "stop";

    /// <summary>Leaves <c>usage</c> out.</summary>
    public bool OmitUsage { get; init; }

    /// <summary>The prompt tokens that <c>usage</c> names; null for an estimate.</summary>
    public long? PromptTokens { get; init; }

    /// <summary>The completion tokens that <c>usage</c> names; null for an estimate.</summary>
    public long? CompletionTokens { get; init; }

    /// <summary>The prompt tokens that <c>usage</c> says came from the cache; null leaves them out.</summary>
    public long? CachedTokens { get; init; } = 0;

    /// <summary>The completion tokens that <c>usage</c> says went into reasoning; null leaves them out.</summary>
    public long? ReasoningTokens { get; init; } = 0;

    /// <summary>The whole body of the reply, in place of all of the above; null to have it made from them.</summary>
    public string? RawBody { get; init; }

    /// <summary>The reply's status code; other than 200 only with <see cref="RawBody"/>.</summary>
    public int StatusCode { get; init; } = 200;
}
