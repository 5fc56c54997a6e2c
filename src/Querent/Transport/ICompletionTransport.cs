namespace Querent;

/// <summary>
/// Sends one attempt of one request to one deployment. Retries, deadlines and the concurrency limit are its callers'
/// business: an implementation sends exactly one request a call, and never waits to send it again.
/// </summary>
public interface ICompletionTransport : IAsyncDisposable
{
    /// <summary>Sends a request and reads its reply.</summary>
    /// <param name="request">What to send; its memory belongs to the caller again once the returned task has ended.</param>
    /// <param name="cancellationToken">Ends the attempt: on the attempt's deadline, on cancellation, when the row has failed.</param>
    /// <returns>The reply, which the caller disposes of, or the error; errors of the wire are never thrown.</returns>
    /// <exception cref="OperationCanceledException">The token ended the attempt.</exception>
    ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// What keeps requests of a kind from being answered, as far as that can be told without sending one: asked once a row
    /// type, before its first row. A transport that wraps another has to pass the question on: without a method of its own it
    /// has this one, which knows of nothing, and the refusal comes with the first request instead.
    /// </summary>
    /// <param name="demand">What the requests ask of the model.</param>
    /// <returns>Which model cannot do what, and what to do about it, as whole sentences; null for nothing.</returns>
    string? FindObstacle(CompletionDemand demand) => null;

    /// <summary>
    /// Whether answers to such requests are sampled, so that two of the same request may differ: equal requests in flight
    /// share one call only where they are not (<c>QuerySharing</c>). A transport with a temperature of its own says what that comes to;
    /// without a method of its own it has this one, which knows of the request's alone.
    /// </summary>
    /// <param name="options">What the requests ask of the model; null for nothing.</param>
    bool IsSampled(CompletionOptions? options) => options?.Temperature != 0;

    /// <summary>
    /// Which model answers, with all that the transport adds to a request and an answer depends on, as a text that is the same in every
    /// process: answers of a journal are used again only where it is equal. No address and no key, so that a model that moves stays the
    /// same. A transport without one of its own has this, its type's name: a journal then takes a change of model for none.
    /// </summary>
    string ModelIdentity => GetType().FullName ?? "";
}
