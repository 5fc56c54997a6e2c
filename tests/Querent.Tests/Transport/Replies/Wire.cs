using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Tests.Transport.Replies;

/// <summary>Reads a reply as the direct transport does, without a connection.</summary>
internal static class Wire
{
    public static CompletionResult Parse(string body) => ChatCompletionsReply.Parse(Encoding.UTF8.GetBytes(body), new ModelNames(), "id-1");

    public static async Task<CompletionResult> ReadAsync(int status, byte[] body, int maxReplyBytes = 1 << 20, params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
        foreach ((string name, string value) in headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
        return await new ReplyBodyReader(maxReplyBytes, clock, StructuredOutput.StrictSchema)
            .ReadAsync(new HttpReplyHead(response), await response.Content.ReadAsStreamAsync(), exchange: null, TestContext.Current.CancellationToken);
    }

    public static Task<CompletionResult> ReadAsync(int status, string body, params (string Name, string Value)[] headers)
        => ReadAsync(status, Encoding.UTF8.GetBytes(body), headers: headers);
}
