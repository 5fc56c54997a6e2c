using System.Collections.Immutable;
using System.Text.Json;

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
    {
        (string? code, ImmutableArray<string> categories) = ReadBody(body);
        (QueryErrorKind kind, bool transient, string message) = Classify(head.Status, code);
        transient = head.Header("x-should-retry") switch { "true" => true, "false" => false, _ => transient };
        return new QueryError(kind, message)
        {
            StatusCode = head.Status,
            Code = code,
            RequestId = Querent.RequestId.Read(head),
            FilterCategories = categories,
            RetryAfter = Querent.RetryAfter.Read(head, timeProvider),
            IsTransient = transient,
        };
    }

    private static (QueryErrorKind Kind, bool Transient, string Message) Classify(int status, string? code) => (status, code) switch
    {
        (400, "content_filter") => (QueryErrorKind.ContentFiltered, false, "The provider's content filter blocked the prompt."),
        (400 or 413, "context_length_exceeded") or (413, _) => (QueryErrorKind.TooLarge, false, "The prompt is longer than the model's context. Shorten the row's text."),
        (401 or 403, _) => (QueryErrorKind.Authentication, false, $"The endpoint does not accept the key or token ({status}). Check the key, or the identity's role, and that it belongs to this endpoint."),
        (404, _) => (QueryErrorKind.NotFound, false, "The endpoint has no such deployment or model (404). Check its name and the endpoint's address."),
        (408, _) => (QueryErrorKind.TimedOut, true, "The endpoint gave up waiting for the request (408)."),
        (429, "insufficient_quota") => (QueryErrorKind.Throttled, false, "The account's credit or budget is used up (429). Add to it, or raise its limit."),
        (429, _) => (QueryErrorKind.Throttled, true, "The endpoint is over its rate or quota (429)."),
        (409 or 424, _) => (QueryErrorKind.ServerError, true, $"The endpoint could not serve the request now ({status})."),
        (500 or 502 or 503 or 504 or 529, _) => (QueryErrorKind.ServerError, true, $"The endpoint failed ({status})."),
        ( >= 500, _) => (QueryErrorKind.ServerError, false, $"The endpoint failed ({status})."),
        ( >= 300 and < 400, _) => (QueryErrorKind.Rejected, false, $"The endpoint redirects elsewhere ({status}), which is not followed, since the key would go along. Set the final address as the endpoint."),
        _ => (QueryErrorKind.Rejected, false, $"The endpoint rejected the request ({status}{(code is null ? "" : $", {code}")})."),
    };

    private static (string? Code, ImmutableArray<string> Categories) ReadBody(ReadOnlySpan<byte> body)
    {
        string? code = null;
        ImmutableArray<string> categories = [];
        try
        {
            var json = new Utf8JsonReader(body);
            json.Read();
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                // error.code, at depth 2; the code of an inner error is only a refinement of it.
                if (json.CurrentDepth == 2 && json.ValueTextEquals("code"u8))
                {
                    json.Read();
                    code = json.TokenType == JsonTokenType.String ? Token(json.GetString()!) : null;
                }
                else if (json.ValueTextEquals("content_filter_result"u8) || json.ValueTextEquals("content_filter_results"u8))
                {
                    json.Read();
                    categories = categories.AddRange(ContentFilter.ReadCategories(ref json));
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A proxy's page, or half a body: the status alone decides.
        }

        return (code, categories);
    }

    /// <summary>A code as it is if it looks like one, so that no text of the provider's passes for it.</summary>
    public static string? Token(string? code)
        => code is { Length: > 0 and <= 64 } && code.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.') ? code : null;
}
