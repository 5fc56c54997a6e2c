using System.Text;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>Another reply in place of the answer.</summary>
internal sealed record ReplyFault(string Name, int StatusCode, string Body) : EmulatorFault(Name)
{
    private readonly byte[] _utf8 = Encoding.UTF8.GetBytes(Body);

    public string ContentType { get; init; } = ReplyWriter.Json;

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public RetryAfterForm Form { get; init; }

    internal override bool TakesLatency => false;

    public Task WriteAsync(HttpContext context, TimeProvider clock)
    {
        string contentType = ContentType;
        IHeaderDictionary response = context.Response.Headers;
        foreach ((string name, string value) in Headers ?? new Dictionary<string, string>())
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                contentType = value;
            }
            else
            {
                response[name] = value;
            }
        }

        if (RetryAfter is TimeSpan retryAfter)
        {
            RetryAfterHeader.Write(response, retryAfter, Form, clock);
        }

        return ReplyWriter.WriteAsync(context, StatusCode, _utf8, contentType);
    }
}
