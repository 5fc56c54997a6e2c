using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>Writes a reply in one piece, its length known.</summary>
internal static class ReplyWriter
{
    public const string Json = "application/json; charset=utf-8";

    public static Task WriteAsync(HttpContext context, RequestRejectedException rejection) =>
        WriteAsync(context, rejection.StatusCode, rejection.Body);

    public static Task WriteAsync(HttpContext context, int statusCode, ReadOnlyMemory<byte> body, string contentType = Json)
    {
        HttpResponse response = context.Response;
        response.StatusCode = statusCode;
        if (body.IsEmpty)
        {
            response.ContentLength = statusCode == 204 ? null : 0;
            return Task.CompletedTask;
        }

        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.BodyWriter.WriteAsync(body, CancellationToken.None).AsTask();
    }
}
