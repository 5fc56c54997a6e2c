using System.Net.Http.Headers;

namespace Querent;

/// <summary>The head of a reply that <see cref="HttpMessageInvoker"/> gave.</summary>
internal readonly struct HttpReplyHead(HttpResponseMessage response) : IReplyHead
{
    public int Status => (int)response.StatusCode;

    public long? ContentLength => response.Content.Headers.ContentLength;

    public string? ContentEncoding => Value(response.Content.Headers, "Content-Encoding");

    public string? Header(string name) => Value(response.Headers, name);

    private static string? Value(HttpHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;
}
