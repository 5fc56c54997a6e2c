using Microsoft.Extensions.AI;
using Querent.Conformance;
using Querent.Discretion;

namespace Querent.Extensions.AI.Tests;

public class ReplyTests
{
    private const string EchoAnswer = $$"""{"row":"0","query":"echo","secret":"{{Canaries.Answer}}"}""";

    [Fact]
    public async Task A_reply_is_read_with_all_that_the_client_says()
    {
        using CompletionReply reply = await Send.ReplyAsync(new ChatResponse(new ChatMessage(ChatRole.Assistant, "{\"a\":\"é 😀\"}"))
        {
            FinishReason = ChatFinishReason.Stop,
            ModelId = "model-1",
            ResponseId = "response-1",
            Usage = new UsageDetails { InputTokenCount = 1, OutputTokenCount = 2, CachedInputTokenCount = 3, ReasoningTokenCount = 4 },
        });

        Assert.Equal("{\"a\":\"é 😀\"}", Send.Text(reply));
        Assert.Equal((FinishReason.Stop, "model-1", "response-1", false), (reply.FinishReason, reply.Model, reply.RequestId, reply.IsRefusal));
        Assert.Equal(new TokenUsage { InputTokens = 1, OutputTokens = 2, CachedInputTokens = 3, ReasoningTokens = 4 }, reply.Usage);
    }

    [Fact]
    public async Task What_the_client_does_not_say_is_unknown()
    {
        using CompletionReply reply = await Send.ReplyAsync(new ChatResponse(new ChatMessage(ChatRole.Assistant, "{}")));
        using CompletionReply half = await Send.ReplyAsync(new ChatResponse { Usage = new UsageDetails { OutputTokenCount = 5, InputTokenCount = long.MaxValue, ReasoningTokenCount = -1 } });

        Assert.Equal((FinishReason.Unknown, null, null, default), (reply.FinishReason, reply.Model, reply.RequestId, reply.Usage));
        Assert.Equal(new TokenUsage { OutputTokens = 5 }, half.Usage);
        Assert.Null(half.Content);
    }

    public static TheoryData<string, FinishReason> FinishReasons => new()
    {
        { "stop", FinishReason.Stop },
        { "length", FinishReason.Length },
        { "content_filter", FinishReason.ContentFilter },
        { "tool_calls", FinishReason.ToolCalls },
        { "something_new", FinishReason.Other },
    };

    [Theory]
    [MemberData(nameof(FinishReasons))]
    public async Task A_finish_reason_is_read_as_the_direct_transport_reads_it(string reason, FinishReason expected)
    {
        using CompletionReply reply = await Send.ReplyAsync(new ChatResponse(new ChatMessage(ChatRole.Assistant, "{}")) { FinishReason = new ChatFinishReason(reason) });

        Assert.Equal(expected, reply.FinishReason);
    }

    [Fact]
    public async Task The_parts_of_a_text_are_one_answer_and_reasoning_is_none_of_it()
    {
        using CompletionReply reply = await Send.ReplyAsync(new ChatResponse(new ChatMessage(
            ChatRole.Assistant,
            [new TextReasoningContent("hm"), new TextContent("{\"a\":"), new TextContent("\"b\"}")])));

        Assert.Equal("{\"a\":\"b\"}", Send.Text(reply));
    }

    [Fact]
    public async Task The_answer_is_the_last_message_that_says_something()
    {
        using CompletionReply reply = await Send.ReplyAsync(new ChatResponse(
        [
            new ChatMessage(ChatRole.Assistant, [new TextContent("Let me look that up."), new FunctionCallContent("1", "f")]),
            new ChatMessage(ChatRole.Tool, [new FunctionResultContent("1", "r")]),
            new ChatMessage(ChatRole.Assistant, "{}"),
            new ChatMessage(ChatRole.Assistant, []),
        ]));

        Assert.Equal("{}", Send.Text(reply));
    }

    [Theory]
    [InlineData("Refusal")]
    [InlineData("refusal")]
    public async Task A_refusal_is_one_whatever_the_finish_reason(string code)
    {
        using CompletionReply reply = await Send.ReplyAsync(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("I cannot.") { ErrorCode = code }]))
        {
            FinishReason = ChatFinishReason.Stop,
        });

        Assert.True(reply.IsRefusal);
        Assert.Null(reply.Content);
    }

    [Theory]
    [InlineData("rate_limit_exceeded", QueryErrorKind.Throttled, true)]
    [InlineData("server_error", QueryErrorKind.ServerError, true)]
    [InlineData("content_filter", QueryErrorKind.ContentFiltered, false)]
    [InlineData("context_length_exceeded", QueryErrorKind.TooLarge, false)]
    [InlineData("something_new", QueryErrorKind.Malformed, false)]
    public async Task An_error_in_place_of_an_answer_is_classified_by_its_code(string code, QueryErrorKind kind, bool isTransient)
    {
        QueryError error = (await Send.ThroughAsync(new FakeChatClient(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("the prompt, quoted") { ErrorCode = code }]))))).Error!;

        Assert.Equal((kind, isTransient, code), (error.Kind, error.IsTransient, error.Code));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("the prompt, quoted")]
    public async Task A_code_that_does_not_look_like_one_is_not_kept(string? code)
    {
        QueryError error = (await Send.ThroughAsync(new FakeChatClient(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new ErrorContent("the prompt, quoted") { ErrorCode = code }]))))).Error!;

        Assert.Equal((QueryErrorKind.Malformed, null), (error.Kind, error.Code));
        Assert.DoesNotContain("quoted", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_beside_an_answer_leaves_the_answer()
    {
        using CompletionReply reply = await Send.ReplyAsync(new ChatResponse(new ChatMessage(ChatRole.Assistant, [new TextContent("{}"), new ErrorContent("A citation is missing.")])));

        Assert.Equal(("{}", false), (Send.Text(reply), reply.IsRefusal));
    }

    [Fact]
    public async Task An_answer_without_a_finish_reason_is_read_and_its_reason_reported_as_unknown()
    {
        RowOutcome<OneEcho> outcome = await AskAsync(EchoAnswer);

        Assert.True(outcome.TryGetRow(out OneEcho? row, out _));
        Assert.Equal(new Echo("0", "echo"), row.Answer);
        Assert.Equal(FinishReason.Unknown, Assert.Single(outcome.Queries).FinishReason);
    }

    [Fact]
    public async Task No_part_of_an_answer_without_a_finish_reason_passes_for_one()
    {
        for (int length = 1; length < EchoAnswer.Length; length++)
        {
            Assert.Equal(QueryErrorKind.InvalidAnswer, ErrorOf(await AskAsync(EchoAnswer[..length])).Kind);
        }

        Assert.Equal(QueryErrorKind.Malformed, ErrorOf(await AskAsync("")).Kind);
    }

    [Fact]
    public async Task Where_a_finish_reason_is_required_an_answer_without_one_fails()
        => Assert.Equal(QueryErrorKind.Malformed, ErrorOf(await AskAsync(EchoAnswer, new ChatClientTransportOptions { RequireFinishReason = true })).Kind);

    private static QueryError ErrorOf(RowOutcome<OneEcho> outcome) => Assert.IsType<FailedRow<OneEcho>>(outcome).Failure.Error;

    private static async Task<RowOutcome<OneEcho>> AskAsync(string text, ChatClientTransportOptions? options = null)
    {
        using var client = new FakeChatClient(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)));
        await using var executor = new RowExecutor(client.AsQueryTransport(options));
        return await executor.AskAsync(new OneEcho.Input { Id = 0 }, TestContext.Current.CancellationToken);
    }
}

[QueryRow]
public partial record OneEcho
{
    public required int Id { get; init; }

    [Query("row {{ Id }}")]
    public required Echo Answer { get; init; }
}
