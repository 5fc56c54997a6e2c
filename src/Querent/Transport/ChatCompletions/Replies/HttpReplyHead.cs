using System.Net.Http.Headers;

namespace Querent;

/// <summary>The head of a reply that <see cref="HttpMessageInvoker"/> gave.</summary>
internal readonly struct HttpReplyHead(HttpResponseMessage response) : IReplyHead
{
    public int Status => (int)response.StatusCode;

    public long? ContentLength => response.Content.Headers.ContentLength;

    public string? Header(string name) => response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;
}
