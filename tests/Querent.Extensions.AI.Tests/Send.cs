using System.Text;
using Microsoft.Extensions.AI;

namespace Querent.Extensions.AI.Tests;

/// <summary>Sends one request through a transport.</summary>
internal static class Send
{
    public const string Messages = """{"role":"user","content":"the prompt"}""";

    public const string Format = """{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}}}""";

    public static CompletionRequest Request(string messages = Messages, string format = Format, int? maxOutputTokens = null)
        => new(Encoding.UTF8.GetBytes(messages), Encoding.UTF8.GetBytes(format), maxOutputTokens);

    public static async Task<CompletionResult> ThroughAsync(IChatClient client, CompletionRequest? request = null, ChatClientTransportOptions? options = null)
        => await client.AsQueryTransport(options).SendAsync(request ?? Request(), TestContext.Current.CancellationToken);

    public static async Task<QueryError> ErrorAsync(Exception exception, ChatClientTransportOptions? options = null)
    {
        CompletionResult result = await ThroughAsync(new FakeChatClient(exception), options: options);
        Assert.Null(result.Reply);
        Assert.NotNull(result.Error);
        return result.Error;
    }

    public static async Task<CompletionReply> ReplyAsync(ChatResponse response, ChatClientTransportOptions? options = null)
    {
        CompletionResult result = await ThroughAsync(new FakeChatClient(response), options: options);
        Assert.Null(result.Error);
        Assert.NotNull(result.Reply);
        return result.Reply;
    }

    public static string? Text(CompletionReply reply) => reply.Content is { } content ? Encoding.UTF8.GetString(content.Span) : null;
}
