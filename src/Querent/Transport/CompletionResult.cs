using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>How an attempt ended: in a reply or in an error.</summary>
public readonly struct CompletionResult
{
    /// <summary>An attempt that was replied to.</summary>
    /// <param name="reply">The reply.</param>
    public CompletionResult(CompletionReply reply) => Reply = reply;

    /// <summary>An attempt that was not.</summary>
    /// <param name="error">Why.</param>
    public CompletionResult(QueryError error) => Error = error;

    /// <summary>The reply; null when there is an <see cref="Error"/>.</summary>
    public CompletionReply? Reply { get; }

    /// <summary>Why there is no reply; null when there is one.</summary>
    public QueryError? Error { get; }

    /// <summary>Deprecations and warnings that came with the reply, whichever it was; empty for none.</summary>
    public ImmutableArray<ProviderNotice> Notices { get => field.IsDefault ? [] : field; init; }

    /// <summary>What the reply's headers say of the deployment's quota, where the transport sees them.</summary>
    public RateLimitStatus RateLimits { get; init; }

    /// <summary>Gets the reply or the error, whichever there is.</summary>
    /// <param name="reply">The reply.</param>
    /// <param name="error">Why there is none.</param>
    public bool TryGetReply([NotNullWhen(true)] out CompletionReply? reply, [NotNullWhen(false)] out QueryError? error)
    {
        reply = Reply;
        error = reply is null ? Error ?? new QueryError(QueryErrorKind.Malformed, "The transport returned neither a reply nor an error.") : null;
        return reply is not null;
    }
}
