namespace Querent;

/// <summary>What an executor has done so far and is doing now: a snapshot.</summary>
/// <param name="AttemptsStarted">Attempts that were given to the transport, among them those that it could not send for want of a connection or a token.</param>
/// <param name="AttemptsAnswered">Attempts that were replied to, whether or not the reply was an answer.</param>
/// <param name="AttemptsFailed">Attempts that ended in an error.</param>
/// <param name="AttemptsCancelled">Attempts that were cancelled, their usage unknown.</param>
/// <param name="InputTokens">Prompt tokens of all attempts, as far as they are known.</param>
/// <param name="OutputTokens">Answer tokens of all attempts, as far as they are known.</param>
/// <param name="CachedInputTokens">Those of the prompt tokens that came from the provider's cache, as far as they are known.</param>
/// <param name="ReasoningTokens">Those of the answer tokens that went into reasoning, as far as they are known.</param>
/// <param name="AttemptsOfUnknownUsage">Attempts that ended without the provider's word on their tokens.</param>
/// <param name="InFlight">Attempts in flight now.</param>
/// <param name="PeakInFlight">The most attempts that were in flight at a time.</param>
/// <param name="Waiting">Attempts that wait for a permit.</param>
/// <param name="Limit">The most attempts that may be in flight.</param>
public sealed record ExecutorStatistics(
    long AttemptsStarted,
    long AttemptsAnswered,
    long AttemptsFailed,
    long AttemptsCancelled,
    long InputTokens,
    long OutputTokens,
    long CachedInputTokens,
    long ReasoningTokens,
    long AttemptsOfUnknownUsage,
    int InFlight,
    int PeakInFlight,
    int Waiting,
    int Limit);
