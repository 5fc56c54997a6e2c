namespace Querent.Tests;

/// <summary>A handler that does what a test says.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send) : HttpMessageHandler
{
    public bool IsDisposed { get; private set; }

    public static HttpResponseMessage Ok() => new(System.Net.HttpStatusCode.OK) { Content = new StringContent(Ask.Answer) };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => send(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
