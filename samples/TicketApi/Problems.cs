using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Querent;

namespace TicketApi;

/// <summary>Failures as problem documents (RFC 9457). None of them holds a prompt, an answer or a key.</summary>
internal static class Problems
{
    private static readonly TimeSpan SomeSeconds = TimeSpan.FromSeconds(5);

    public static ProblemHttpResult Of(RowFailure failure, HttpResponse response) => failure.Error.Kind switch
    {
        QueryErrorKind.Throttled
            => Later(StatusCodes.Status429TooManyRequests, "Too many tickets for the model's quota.", failure, response),
        QueryErrorKind.Connection or QueryErrorKind.ServerError or QueryErrorKind.TimedOut or QueryErrorKind.Deadline or QueryErrorKind.Malformed
            or QueryErrorKind.FilterUnavailable
            => Later(StatusCodes.Status503ServiceUnavailable, "The model does not answer at present.", failure, response),
        QueryErrorKind.Authentication or QueryErrorKind.NotFound or QueryErrorKind.Rejected or QueryErrorKind.RowCode
            => Problem(StatusCodes.Status500InternalServerError, "This service is not set up rightly.", null, failure),
        _ => Problem(StatusCodes.Status422UnprocessableEntity, "The ticket could not be answered.", failure.Error.Message, failure),
    };

    public static ProblemHttpResult Stopping(HttpResponse response)
    {
        SetRetryAfter(response, SomeSeconds);
        return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, title: "The service is stopping.");
    }

    private static ProblemHttpResult Later(int status, string title, RowFailure failure, HttpResponse response)
    {
        SetRetryAfter(response, failure.Error.RetryAfter ?? SomeSeconds);
        return Problem(status, title, null, failure);
    }

    private static ProblemHttpResult Problem(int status, string title, string? detail, RowFailure failure) => TypedResults.Problem(
        statusCode: status,
        title: title,
        detail: detail,
        extensions: new Dictionary<string, object?>
        {
            ["query"] = failure.FirstQuery,
            ["kind"] = failure.Error.Kind.ToString(),
            ["path"] = failure.Error.Path,
            ["rule"] = failure.Error.Rule,
            ["filter"] = failure.Error.Kind == QueryErrorKind.ContentFiltered ? Stopping(failure.Error) : null,
        }.Where(member => member.Value is not null));

    private static string Stopping(QueryError error)
        => string.Join(", ", error.FilterCategories.Where(category => category.IsFiltered).Select(category => $"{category.Source} {category.Name}".ToLowerInvariant()));

    private static void SetRetryAfter(HttpResponse response, TimeSpan wait)
        => response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
