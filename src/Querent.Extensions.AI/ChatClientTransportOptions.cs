namespace Querent;

/// <summary>What <see cref="ChatClientTransport"/> adds to each request, and how it reads what comes back.</summary>
public sealed record ChatClientTransportOptions
{
    /// <summary>The model or deployment to ask for; null, the default, leaves it to the client.</summary>
    public string? ModelId { get; init; }

    /// <summary>
    /// The sampling temperature, from 0 to 2; 0 by default, for answers that repeat. Null leaves it out, which reasoning
    /// models require. A query's or row's own goes before it.
    /// </summary>
    public double? Temperature { get; init; } = 0;

    /// <summary>
    /// Whether a reply without a finish reason fails its query as <see cref="QueryErrorKind.Malformed"/>; false by default.
    /// </summary>
    /// <remarks>
    /// Many clients leave the finish reason out of complete answers. Such an answer is read, and its finish reason is
    /// reported as <see cref="FinishReason.Unknown"/>. Nothing cut off passes for an answer that way: each answer is one JSON
    /// object, and a part of one does not parse. It fails as <see cref="QueryErrorKind.InvalidAnswer"/> then, since nobody
    /// said that it was <see cref="QueryErrorKind.Truncated"/>.
    /// </remarks>
    public bool RequireFinishReason { get; init; }

    /// <summary>
    /// Says what an exception of the client stands for; null, from it or for it, leaves that to the transport. It is asked
    /// first, and never about a cancellation of ours.
    /// </summary>
    /// <remarks>
    /// For clients with exceptions of their own. Set <see cref="QueryError.IsTransient"/> where another attempt may help, and
    /// put nothing of the exception's message into the error: it may quote the prompt.
    /// </remarks>
    public Func<Exception, QueryError?>? MapException { get; init; }

    /// <summary>Whether disposing of the transport disposes of the client; false by default: the client is its maker's.</summary>
    public bool DisposeClient { get; init; }

    /// <summary>The clock that a <c>Retry-After</c> date is compared with when the reply has no date of its own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        if (ModelId is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(ModelId);
        }

        if (Temperature is { } temperature && temperature is not (>= 0 and <= 2))
        {
            throw new ArgumentOutOfRangeException(nameof(Temperature), temperature, "The temperature must be from 0 to 2, or null.");
        }
    }
}
