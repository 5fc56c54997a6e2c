using System.ClientModel;
using System.Text;
using Azure.AI.OpenAI;

namespace Querent.AzureOpenAI.Tests;

/// <summary>One request and what a server may make of it.</summary>
internal static class Wire
{
    public const string Key = "the-secret-key";

    public static string Answer { get; } = Querent.Tests.RawServer.Http(
        "200 OK",
        """{"model":"gpt-4o","choices":[{"finish_reason":"stop","message":{"content":"{}"}}],"usage":{"prompt_tokens":1,"completion_tokens":2}}""",
        "apim-request-id: id-1\r\n");

    public static CompletionRequest Request { get; } = new(
        """{"role":"user","content":"grüß \"dich\""}"""u8.ToArray(),
        """{"type":"json_schema","json_schema":{"name":"echo","strict":true,"schema":{"type":"object","properties":{"row":{"type":"string"}},"required":["row"],"additionalProperties":false}}}"""u8.ToArray(),
        300);

    public static AzureOpenAITransport Connect(Uri endpoint, AzureOpenAIClientOptions? client = null, AzureOpenAITransportOptions? options = null)
        => new(new AzureOpenAIClient(endpoint, new ApiKeyCredential(Key), client), "my model", options);

    public static string Text(CompletionReply reply) => Encoding.UTF8.GetString(reply.Content!.Value.Span);
}
