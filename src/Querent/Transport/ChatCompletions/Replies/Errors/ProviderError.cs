namespace Querent;

/// <summary>
/// Classifies a reply that is not a success, by its status and error code. The provider's message is not kept: it may
/// quote the prompt.
/// </summary>
internal static class ProviderError
{
    /// <summary>The most that is read of such a reply.</summary>
    public const int MaxBytes = 64 * 1024;

    public static QueryError Parse<THead>(THead head, ReadOnlySpan<byte> body, TimeProvider timeProvider)
        where THead : struct, IReplyHead
        => Make(head, ErrorBody.Read(body), head.Status, timeProvider);

    /// <summary>
    /// The error that stands in place of a completion though the status is 200, as some gateways send it; null when there is
    /// none. It is told by its code, or by the status that it names itself.
    /// </summary>
    public static QueryError? FindInSuccess<THead>(THead head, ReadOnlySpan<byte> body, TimeProvider timeProvider)
        where THead : struct, IReplyHead
    {
        ErrorBody error = ErrorBody.Read(body);
        return error.HasError ? Make(head, error, StatusOf(error), timeProvider) : null;
    }

    /// <summary>What a code stands for that came without a status.</summary>
    public static QueryError OfCode(string? code)
    {
        (QueryErrorKind kind, bool transient, string message) = Classify(StatusOfCode(code), code);
        return new QueryError(kind, message) { Code = code, IsTransient = transient };
    }

    private static QueryError Make<THead>(THead head, ErrorBody error, int status, TimeProvider timeProvider)
        where THead : struct, IReplyHead
    {
        string? code = error.Code ?? error.InnerCode;
        (QueryErrorKind kind, bool transient, string message) = Classify(status, code);
        if (kind == QueryErrorKind.ContentFiltered)
        {
            message = $"The provider's content filter blocked the prompt{FilterFindings.Describe(error.Filter.Categories)}.";
        }

        transient = head.Header("x-should-retry") switch { "true" => true, "false" => false, _ => transient };
        return new QueryError(kind, message)
        {
            StatusCode = head.Status,
            Code = code,
            RequestId = Querent.RequestId.Read(head),
            FilterCategories = error.Filter.Categories,
            RetryAfter = Querent.RetryAfter.Read(head, timeProvider),
            IsTransient = transient,
        };
    }

    private static int StatusOf(ErrorBody error) => error.Status is >= 400 and <= 599 ? error.Status.Value : StatusOfCode(error.Code ?? error.InnerCode);

    /// <summary>The status that a code usually comes with; 200 when it is not known.</summary>
    private static int StatusOfCode(string? code) => code switch
    {
        "rate_limit_exceeded" or "insufficient_quota" => 429,
        "server_error" => 500,
        "context_length_exceeded" => 400,
        "invalid_api_key" => 401,
        "model_not_found" or "DeploymentNotFound" => 404,
        _ => IsFilterCode(code) ? 400 : 200,
    };

    // OpenAI's, for a reasoning model and elsewhere; those of Azure's inner error, for want of an outer one.
    private static bool IsFilterCode(string? code)
        => code is "content_filter" or "invalid_prompt" or "content_policy_violation" or "ResponsibleAIPolicyViolation" or "ContentFiltered";

    private static (QueryErrorKind Kind, bool Transient, string Message) Classify(int status, string? code) => (status, code) switch
    {
        ( >= 400 and < 500, _) when IsFilterCode(code) => (QueryErrorKind.ContentFiltered, false, "The provider's content filter blocked the prompt."),
        (400 or 413 or 422, "context_length_exceeded" or "string_above_max_length") or (413, _) => (QueryErrorKind.TooLarge, false, "The prompt is longer than the model's context. Shorten the row's text."),
        (401 or 403, _) => (QueryErrorKind.Authentication, false, $"The endpoint does not accept the key or token ({status}). Check the key, or the identity's role, and that it belongs to this endpoint."),
        (404, _) => (QueryErrorKind.NotFound, false, "The endpoint has no such deployment or model (404). Check its name and the endpoint's address."),
        (408, _) => (QueryErrorKind.TimedOut, true, "The endpoint gave up waiting for the request (408)."),
        (429, "insufficient_quota") => (QueryErrorKind.Throttled, false, "The account's credit or budget is used up (429). Add to it, or raise its limit."),
        (429, _) => (QueryErrorKind.Throttled, true, "The endpoint is over its rate or quota (429)."),
        (409 or 424, _) => (QueryErrorKind.ServerError, true, $"The endpoint could not serve the request now ({status})."),
        (500 or 502 or 503 or 504 or 529, _) => (QueryErrorKind.ServerError, true, $"The endpoint failed ({status})."),
        ( >= 500, _) => (QueryErrorKind.ServerError, false, $"The endpoint failed ({status})."),
        ( >= 300 and < 400, _) => (QueryErrorKind.Rejected, false, $"The endpoint redirects elsewhere ({status}), which is not followed, since the key would go along. Set the final address as the endpoint."),
        (200, _) => (QueryErrorKind.Malformed, false, $"The reply is an error in place of a completion{Shown(code)}."),
        ( > 200 and < 300, _) => (QueryErrorKind.Malformed, false, $"The endpoint answered {status}, which is no completion. Does its address lead to a chat completions API?"),
        _ => (QueryErrorKind.Rejected, false, $"The endpoint rejected the request ({status}{(code is null ? "" : $", {code}")})."),
    };

    private static string Shown(string? code) => code is null ? "" : $" ({code})";
}
