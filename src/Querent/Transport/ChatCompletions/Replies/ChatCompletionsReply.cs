using System.Buffers;
using System.Text.Json;

namespace Querent;

/// <summary>Reads the body of a successful reply: its first choice, its model and its usage. Unknown members are skipped.</summary>
internal static class ChatCompletionsReply
{
    public static CompletionResult Parse(ReadOnlySpan<byte> body, ModelNames models, string? requestId)
    {
        var draft = new Draft();
        try
        {
            var json = new Utf8JsonReader(body);
            if (body.Trim(" \t\r\n"u8).IsEmpty)
            {
                return Malformed("The reply is empty.", requestId);
            }

            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                return NotACompletion(requestId);
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("choices"u8))
                {
                    ReadChoices(ref json, ref draft);
                }
                else if (json.ValueTextEquals("model"u8))
                {
                    draft.Model = ReadModel(ref json, models);
                }
                else if (json.ValueTextEquals("usage"u8))
                {
                    draft.Usage = UsageJson.Read(ref json);
                }
                else if (json.ValueTextEquals("prompt_filter_results"u8))
                {
                    json.Read();
                    ContentFilter.ReadList(ref json, ContentFilterSource.Prompt, ref draft.Filter);
                }
                else if (json.ValueTextEquals("warning"u8))
                {
                    json.Read();
                    draft.HasWarning = json.TokenType != JsonTokenType.Null;
                    json.Skip();
                }
                else
                {
                    json.Skip();
                }
            }

            json.Read();   // refuses anything that follows the object
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            draft.Return();
            return NotACompletion(requestId);
        }

        if (!draft.HasChoice)
        {
            draft.Return();
            return Malformed("The reply has no choice.", requestId);
        }

        var reply = new CompletionReply
        {
            Model = draft.Model,
            Usage = draft.Usage,
            FinishReason = draft.FinishReason,
            IsRefusal = draft.IsRefusal,
            FilterCategories = draft.Filter.Categories,
            IsUnfiltered = draft.Filter.IsUnfiltered,
            RequestId = requestId,
        };
        if (draft.Content is { } content)
        {
            reply.SetContent(content, draft.ContentLength);
        }

        return new CompletionResult(reply) { Notices = draft.HasWarning ? [new ProviderNotice(ProviderNoticeKind.Warning, "warning")] : [] };
    }

    private static CompletionResult NotACompletion(string? requestId)
        => Malformed("The reply is not a chat completion. Does the endpoint's address lead to a chat completions API, and not to a web page?", requestId);

    private static CompletionResult Malformed(string message, string? requestId)
        => new(new QueryError(QueryErrorKind.Malformed, message) { StatusCode = 200, RequestId = requestId });

    private static string? ReadModel(ref Utf8JsonReader json, ModelNames models)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return null;
        }

        return json.ValueIsEscaped ? json.GetString() : models.Get(json.ValueSpan);
    }

    private static void ReadChoices(ref Utf8JsonReader json, ref Draft draft)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (draft.HasChoice || json.TokenType != JsonTokenType.StartObject)
            {
                json.Skip();
                continue;
            }

            draft.HasChoice = true;
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("message"u8))
                {
                    ReadMessage(ref json, ref draft);
                }
                else if (json.ValueTextEquals("finish_reason"u8))
                {
                    json.Read();
                    draft.FinishReason = ReadFinishReason(ref json);
                }
                else if (json.ValueTextEquals("content_filter_results"u8))
                {
                    json.Read();
                    ContentFilter.ReadResults(ref json, ContentFilterSource.Answer, ref draft.Filter);
                }
                else
                {
                    json.Skip();
                }
            }
        }
    }

    private static void ReadMessage(ref Utf8JsonReader json, ref Draft draft)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("content"u8))
            {
                json.Read();
                if (json.TokenType == JsonTokenType.String)
                {
                    draft.TakeContent(ref json);
                }
                else
                {
                    json.Skip();
                }
            }
            else if (json.ValueTextEquals("refusal"u8))
            {
                json.Read();
                draft.IsRefusal = json.TokenType == JsonTokenType.String && json.ValueSpan.Length > 0;
                json.Skip();
            }
            else
            {
                json.Skip();
            }
        }
    }

    private static FinishReason ReadFinishReason(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            json.Skip();
            return FinishReason.Unknown;
        }

        return json.ValueTextEquals("stop"u8) ? FinishReason.Stop
            : json.ValueTextEquals("length"u8) ? FinishReason.Length
            : json.ValueTextEquals("content_filter"u8) ? FinishReason.ContentFilter
            : json.ValueTextEquals("tool_calls"u8) || json.ValueTextEquals("function_call"u8) ? FinishReason.ToolCalls
            : FinishReason.Other;
    }

    /// <summary>What has been read of a reply.</summary>
    private ref struct Draft
    {
        public bool HasChoice;
        public bool IsRefusal;
        public FinishReason FinishReason;
        public string? Model;
        public TokenUsage Usage;
        public FilterFindings Filter;
        public bool HasWarning;
        public byte[]? Content;
        public int ContentLength;

        public void TakeContent(ref Utf8JsonReader json)
        {
            Return();
            Content = ArrayPool<byte>.Shared.Rent(json.ValueSpan.Length);
            ContentLength = json.CopyString(Content);
        }

        public void Return()
        {
            if (Content is not null)
            {
                ArrayPool<byte>.Shared.Return(Content);
                Content = null;
            }
        }
    }
}
