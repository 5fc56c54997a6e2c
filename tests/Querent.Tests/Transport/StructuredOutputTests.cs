using System.Text;
using System.Text.Json;

namespace Querent.Tests.Transport;

public class StructuredOutputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static JsonElement Format { get; } = JsonDocument.Parse(Ask.Request.ResponseFormat).RootElement;

    [Fact]
    public async Task A_strict_schema_is_sent_as_it_is()
    {
        JsonElement body = await BodyAsync(StructuredOutput.StrictSchema);

        Assert.True(JsonElement.DeepEquals(Format, body.GetProperty("response_format")));
        Assert.Equal(1, body.GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_schema_without_strict_differs_in_that_alone()
    {
        JsonElement body = await BodyAsync(StructuredOutput.Schema);

        string expected = Format.GetRawText().Replace("\"strict\":true", "\"strict\":false", StringComparison.Ordinal);
        Assert.Equal(expected, body.GetProperty("response_format").GetRawText());
        Assert.Equal(1, body.GetProperty("messages").GetArrayLength());
    }

    [Theory]
    [InlineData(StructuredOutput.JsonObject)]
    [InlineData(StructuredOutput.Text)]
    public async Task Elsewhere_the_schema_stands_in_a_system_message_at_the_end(StructuredOutput output)
    {
        JsonElement body = await BodyAsync(output);

        Assert.Equal("hello", body.GetProperty("messages")[0].GetProperty("content").GetString());
        JsonElement last = body.GetProperty("messages")[1];
        Assert.Equal("system", last.GetProperty("role").GetString());
        Assert.Equal(
            $"Answer with one JSON object that satisfies this JSON schema, and with nothing before or after it.\n{Format.GetProperty("json_schema").GetProperty("schema").GetRawText()}",
            last.GetProperty("content").GetString());
        Assert.Equal(output == StructuredOutput.JsonObject ? """{"type":"json_object"}""" : null, body.TryGetProperty("response_format", out JsonElement format) ? format.GetRawText() : null);
    }

    [Fact]
    public async Task Each_schema_of_a_transport_is_told_by_itself()
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", Ask.Answer));
        await using ChatCompletionsTransport transport = With(server.Endpoint, StructuredOutput.Text);
        byte[] reused = Encoding.UTF8.GetBytes("""{"type":"json_schema","json_schema":{"name":"a","schema":{"title":"one"}}}""");

        (await transport.SendAsync(Ask.Request with { ResponseFormat = reused }, Token)).Reply!.Dispose();
        Encoding.UTF8.GetBytes("two").CopyTo(reused, Encoding.UTF8.GetString(reused).IndexOf("one", StringComparison.Ordinal));
        (await transport.SendAsync(Ask.Request with { ResponseFormat = reused }, Token)).Reply!.Dispose();

        Assert.Collection(
            server.Requests,
            sent => Assert.Contains("one", Ask.Body(sent).GetProperty("messages")[1].GetProperty("content").GetString(), StringComparison.Ordinal),
            sent => Assert.Contains("two", Ask.Body(sent).GetProperty("messages")[1].GetProperty("content").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_response_format_without_a_schema_is_the_callers_mistake()
    {
        await using ChatCompletionsTransport transport = With(new Uri("http://127.0.0.1:9"), StructuredOutput.JsonObject);

        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(
            () => transport.SendAsync(Ask.Request with { ResponseFormat = """{"type":"text"}"""u8.ToArray() }, Token).AsTask());

        Assert.Contains("holds no JSON schema", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("```json\n{\"a\":1}\n```", "{\"a\":1}")]
    [InlineData("\r\n ```\r\n{\"a\":\"```\"}\r\n```\n ", "{\"a\":\"```\"}")]
    [InlineData(" {\"a\":1}\n", "{\"a\":1}")]
    [InlineData("```json\n{\"a\":1}", "```json\n{\"a\":1}")]
    [InlineData("Here:\n```json\n{\"a\":1}\n```", "Here:\n```json\n{\"a\":1}\n```")]
    [InlineData("```", "```")]
    [InlineData("```\n```", "")]
    [InlineData("", "")]
    public async Task A_fence_around_the_answer_is_taken_off_and_nothing_else(string content, string read)
    {
        Assert.Equal(read, await ContentAsync(content, StructuredOutput.JsonObject));
        Assert.Equal(read, await ContentAsync(content, StructuredOutput.Text));
        Assert.Equal(content, await ContentAsync(content, StructuredOutput.StrictSchema));
        Assert.Equal(content, await ContentAsync(content, StructuredOutput.Schema));
    }

    private static ChatCompletionsTransport With(Uri endpoint, StructuredOutput output)
        => new(Ask.Options(endpoint) with { Profile = new() { StructuredOutput = output } });

    private static async Task<JsonElement> BodyAsync(StructuredOutput output)
        => Ask.Body(await Ask.SentAsync(options => options with { Profile = new() { StructuredOutput = output } }));

    private static async Task<string> ContentAsync(string content, StructuredOutput output)
    {
        await using var server = new RawServer(_ => RawServer.Http("200 OK", $$"""{"choices":[{"message":{"content":{{JsonSerializer.Serialize(content)}} },"finish_reason":"stop"}]}"""));
        await using ChatCompletionsTransport transport = With(server.Endpoint, output);
        using CompletionReply reply = (await transport.SendAsync(Ask.Request, Token)).Reply!;
        return Encoding.UTF8.GetString(reply.Content!.Value.Span);
    }
}
