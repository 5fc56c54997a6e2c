using System.Globalization;
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
            WriteRetryAfter(response, retryAfter, clock);
        }

        return ReplyWriter.WriteAsync(context, StatusCode, _utf8, contentType);
    }

    private void WriteRetryAfter(IHeaderDictionary response, TimeSpan retryAfter, TimeProvider clock)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (Form.HasFlag(RetryAfterForm.Date))
        {
            response.RetryAfter = (clock.GetUtcNow() + retryAfter).ToString("R", invariant);
        }

        if (Form.HasFlag(RetryAfterForm.Seconds))
        {
            response.RetryAfter = ((long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(invariant);
        }

        if (Form.HasFlag(RetryAfterForm.Milliseconds))
        {
            response["retry-after-ms"] = ((long)retryAfter.TotalMilliseconds).ToString(invariant);
        }
    }
}
