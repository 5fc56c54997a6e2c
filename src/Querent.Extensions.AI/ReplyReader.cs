using System.Buffers;
using System.Text;
using Microsoft.Extensions.AI;

namespace Querent;

/// <summary>Reads a client's reply. What the client does not say is unknown, and neither zero nor assumed.</summary>
internal static class ReplyReader
{
    /// <summary>The code that clients give a refusal, whose finish reason is that of a complete answer.</summary>
    private const string Refusal = "Refusal";

    public static CompletionResult Read(ChatResponse response, bool requireFinishReason)
    {
        ChatMessage? message = Answer(response);
        ErrorContent? error = message?.Contents.OfType<ErrorContent>().FirstOrDefault();
        bool isRefusal = string.Equals(error?.ErrorCode, Refusal, StringComparison.OrdinalIgnoreCase);
        string? text = message is not null && message.Contents.Any(content => content is TextContent) ? message.Text : null;
        if (error is not null && !isRefusal && string.IsNullOrEmpty(text))
        {
            return new CompletionResult(ProviderError.OfCode(WireToken.Of(error.ErrorCode)) with { RequestId = response.ResponseId });
        }

        var reply = new CompletionReply
        {
            IsRefusal = isRefusal,
            FinishReason = Reason(response.FinishReason),
            MayHideFinishReason = !requireFinishReason,
            Model = response.ModelId,
            Usage = UsageOf(response.Usage),
            RequestId = response.ResponseId,
        };
        if (text is not null)
        {
            byte[] buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
            reply.SetContent(buffer, Encoding.UTF8.GetBytes(text, buffer));
        }

        return new CompletionResult(reply);
    }

    // A decorator that calls tools gives every message of the conversation; the answer is the last that says something.
    private static ChatMessage? Answer(ChatResponse response)
        => response.Messages.LastOrDefault(message => message.Contents.Any(content => content is ErrorContent or TextContent { Text.Length: > 0 }))
            ?? response.Messages.LastOrDefault();

    private static FinishReason Reason(ChatFinishReason? reason) => reason switch
    {
        null => FinishReason.Unknown,
        { } known when known == ChatFinishReason.Stop => FinishReason.Stop,
        { } known when known == ChatFinishReason.Length => FinishReason.Length,
        { } known when known == ChatFinishReason.ContentFilter => FinishReason.ContentFilter,
        { } known when known == ChatFinishReason.ToolCalls => FinishReason.ToolCalls,
        _ => FinishReason.Other,
    };

    private static TokenUsage UsageOf(UsageDetails? usage) => usage is null ? default : new TokenUsage
    {
        InputTokens = Count(usage.InputTokenCount),
        OutputTokens = Count(usage.OutputTokenCount),
        CachedInputTokens = Count(usage.CachedInputTokenCount),
        ReasoningTokens = Count(usage.ReasoningTokenCount),
    };

    private static int? Count(long? tokens) => tokens is >= 0 and <= int.MaxValue ? (int)tokens : null;
}
