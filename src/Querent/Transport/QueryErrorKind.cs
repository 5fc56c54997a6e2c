namespace Querent;

/// <summary>Why a query was not answered. Told apart by status code, error code and exception type, never by message text.</summary>
public enum QueryErrorKind
{
    /// <summary>The provider refused the request for its rate or quota (429), or asked for a wait beyond the cap.</summary>
    Throttled,

    /// <summary>An attempt had no reply within its deadline.</summary>
    TimedOut,

    /// <summary>The endpoint could not be reached, or the connection broke before the reply was complete.</summary>
    Connection,

    /// <summary>The endpoint failed (a 5xx status).</summary>
    ServerError,

    /// <summary>The provider's content filter stopped the prompt or the answer.</summary>
    ContentFiltered,

    /// <summary>
    /// The answer is complete, but the provider's content filter was not there to look at it, and the executor demands that it
    /// does (<c>RowExecutorOptions.RequireContentFilter</c>).
    /// </summary>
    FilterUnavailable,

    /// <summary>The model refused to answer.</summary>
    Refused,

    /// <summary>The answer was cut off at the token limit (finish reason <c>length</c>).</summary>
    Truncated,

    /// <summary>The reply is not a chat completion: not JSON, or without a choice or content.</summary>
    Malformed,

    /// <summary>
    /// The answer breaks its schema or a constraint, or a check of the caller's own refused it or the finished row; the error
    /// says where and which rule.
    /// </summary>
    InvalidAnswer,

    /// <summary>The prompt is longer than the model's context.</summary>
    TooLarge,

    /// <summary>The key or token was not accepted (401, 403).</summary>
    Authentication,

    /// <summary>There is no such deployment or path at the endpoint (404).</summary>
    NotFound,

    /// <summary>The endpoint rejected the request for another reason (400, 422 and the like).</summary>
    Rejected,

    /// <summary>The prompt could not be rendered, a condition not be decided, or the finished row not be made: the caller's own code threw.</summary>
    RowCode,

    /// <summary>
    /// The input cannot be asked about: it is null, or has an image without bytes or address, of an unknown type, or at an
    /// address that is not absolute, or is neither http, https nor data.
    /// </summary>
    InvalidInput,

    /// <summary>A table that the prompt or the condition looks something up in has no entry for the row's key.</summary>
    MissingKey,

    /// <summary>The deadline of the query or of the row passed.</summary>
    Deadline,

    /// <summary>The query was dropped because a sibling in its row failed, or because the caller cancelled.</summary>
    Cancelled,

    /// <summary>
    /// The request can never fit into the deployment's quota of tokens a minute: its prompt and the most tokens of its answer are more
    /// than that. It was not sent.
    /// </summary>
    OverQuota,
}
