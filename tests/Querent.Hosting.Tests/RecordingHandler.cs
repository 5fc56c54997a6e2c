using System.Net;

namespace Querent.Hosting.Tests;

/// <summary>Takes requests in the wire's place and answers 503.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    public List<(HttpRequestMessage Request, string Body)> Requests { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Content!.CopyToAsync(body, cancellationToken);
        Requests.Add((request, System.Text.Encoding.UTF8.GetString(body.ToArray())));
        return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new ByteArrayContent([]) };
    }
}
