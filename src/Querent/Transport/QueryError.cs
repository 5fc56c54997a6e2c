using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Querent;

/// <summary>
/// Why a query was not answered, as a value. Holds nothing of the key, the prompt, the answer or the provider's message, but for
/// what code of the caller's own says in <see cref="CheckMessage"/> and <see cref="Exception"/>.
/// </summary>
public sealed record QueryError
{
    /// <summary>Creates an error.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">What is wrong and what to do, for a person.</param>
    public QueryError(QueryErrorKind kind, string message)
    {
        Kind = kind;
        Message = message;
    }

    /// <summary>What went wrong.</summary>
    public QueryErrorKind Kind { get; }

    /// <summary>What is wrong and what to do, for a person.</summary>
    public string Message { get; init; }

    /// <summary>The HTTP status, when there was one.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The provider's error code, such as <c>content_filter</c> or <c>context_length_exceeded</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The provider's name for the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>Where in the answer, as a JSON path, when the answer was invalid.</summary>
    public string? Path { get; init; }

    /// <summary>The rule that the answer broke: see <see cref="AnswerException.Rule"/>.</summary>
    public string? Rule { get; init; }

    /// <summary>
    /// What the caller's own check (<c>IValidatableObject</c>) said, where the rule is <c>check</c>. It may hold parts of the
    /// answer: it is in no message, no log and no JSON of this error, and whoever reads it has asked for it.
    /// </summary>
    [JsonIgnore]
    public string? CheckMessage { get; init; }

    /// <summary>
    /// What the content filter found, for <see cref="QueryErrorKind.ContentFiltered"/>: the categories that stopped the prompt or
    /// the answer, and those that it only noted. Empty where the provider does not say.
    /// </summary>
    public ImmutableArray<ContentFilterCategory> FilterCategories { get; init; } = [];

    /// <summary>How long the provider asked to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether another attempt may succeed. A failed query with a transient error has spent its attempts or its time.</summary>
    public bool IsTransient { get; init; }

    /// <summary>What the caller's own code threw, for <see cref="QueryErrorKind.RowCode"/>.</summary>
    public Exception? Exception { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}: {Message}";
}
