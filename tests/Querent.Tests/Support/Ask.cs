using System.Text.Json;

namespace Querent.Tests;

/// <summary>One request of the direct transport, and what a server got of it.</summary>
internal static class Ask
{
    public const string Answer = """{"model":"gpt-4o","choices":[{"finish_reason":"stop","message":{"content":"{}"}}],"usage":{"prompt_tokens":1,"completion_tokens":2}}""";

    public static CompletionRequest Request { get; } = new(
        """{"role":"user","content":"hello"}"""u8.ToArray(),
        """{"type":"json_schema","json_schema":{"name":"echo","strict":true,"schema":{"type":"object","properties":{"row":{"type":"string"}},"required":["row"],"additionalProperties":false}}}"""u8.ToArray(),
        300);

    public static ChatCompletionsOptions Options(Uri? endpoint = null)
        => new() { Endpoint = endpoint ?? new Uri("https://r.example"), Deployment = "m", ApiKey = "the-key" };

    /// <summary>Sends the request to a server and gives what arrived there.</summary>
    public static async Task<string> SentAsync(Func<ChatCompletionsOptions, ChatCompletionsOptions> change, string answer = Answer)
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", answer));
        await using var transport = new ChatCompletionsTransport(change(Options(server.Endpoint)));
        (await transport.SendAsync(Request, TestContext.Current.CancellationToken)).Reply!.Dispose();
        return Assert.Single(server.Requests);
    }

    public static async Task<QueryError> ErrorAsync(this ChatCompletionsTransport transport, CancellationToken? cancellationToken = null)
        => (await transport.SendAsync(Request, cancellationToken ?? TestContext.Current.CancellationToken)).Error!;

    public static JsonElement Body(string sent) => JsonDocument.Parse(sent[(sent.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]).RootElement;

    /// <summary>The message of an option that is refused, without the name of its parameter.</summary>
    public static (string? Option, string Message) Refusal(Action create)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(create);
        return (exception.ParamName, exception.Message.Split(" (Parameter '")[0]);
    }

    public static (string? Option, string Message) Refusal(Func<ChatCompletionsOptions, ChatCompletionsOptions> change)
        => Refusal(() => _ = new ChatCompletionsTransport(change(Options())));
}
