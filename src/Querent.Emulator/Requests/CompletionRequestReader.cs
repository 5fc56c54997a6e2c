using System.Globalization;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Reads a chat completion's body in one pass and refuses what the service would refuse.</summary>
internal sealed class CompletionRequestReader(EmulatorOptions options)
{
    private const int MaxDepth = 128;

    private readonly ResponseFormatCache _formats = new(options.SchemaProfile);
    private readonly MessagesReader _messages = new(options.MaxContentLength);
    private readonly int _contextLength = options.ContextLength;

    /// <exception cref="RequestRejectedException">The service would answer 400.</exception>
    public CompletionRequest Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
            json.Read();
            if (json.TokenType != JsonTokenType.StartObject)
            {
                throw ParameterRule.WrongType("body", ParameterKind.Object, json.TokenType);
            }

            CompletionRequest request = ReadParameters(ref json, body);
            json.Read();   // throws on anything but white space
            return request;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw RequestRejectedException.InvalidRequest(
                "We could not parse the JSON body of your request. The service expects a JSON payload, but what was sent was not valid JSON.",
                parameter: null,
                code: null);
        }
    }

    private CompletionRequest ReadParameters(ref Utf8JsonReader json, ReadOnlySpan<byte> body)
    {
        var request = default(CompletionRequest);
        bool hasMessages = false;
        long? maxTokens = null;
        long? maxCompletionTokens = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("messages"u8))
            {
                json.Read();
                int start = (int)json.TokenStartIndex;
                request.PromptBytes = _messages.Read(ref json);
                request.Messages = start..(int)json.BytesConsumed;
                hasMessages = true;
            }
            else if (json.ValueTextEquals("response_format"u8))
            {
                json.Read();
                int start = (int)json.TokenStartIndex;
                json.Skip();
                request.Format = _formats.Get(body[start..(int)json.BytesConsumed]);
            }
            else if (json.ValueTextEquals("max_tokens"u8))
            {
                maxTokens = ReadTokens("max_tokens", ref json);
            }
            else if (json.ValueTextEquals("max_completion_tokens"u8))
            {
                maxCompletionTokens = ReadTokens("max_completion_tokens", ref json);
            }
            else
            {
                ReadOther(ref json, ref request);
            }
        }

        if (!hasMessages)
        {
            throw RequestRejectedException.InvalidRequest("Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        }

        if (maxTokens is not null && maxCompletionTokens is not null)
        {
            throw RequestRejectedException.InvalidRequest(
                "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", "max_tokens", "invalid_parameter_combination");
        }

        request.MaxOutputTokens = maxTokens ?? maxCompletionTokens;
        request.Format?.CheckPrompt(body[request.Messages]);
        CheckContext(in request);
        return request;
    }

    private static void ReadOther(ref Utf8JsonReader json, ref CompletionRequest request)
    {
        string name = json.ValueTextEquals("temperature"u8) ? "temperature" : json.ValueTextEquals("model"u8) ? "model" : json.GetString()!;
        var rule = ParameterRule.Of(name);
        json.Read();
        if (name == "model" && json.TokenType == JsonTokenType.String)
        {
            request.Model = json.GetString();
        }

        if ((name == "stream" && json.TokenType == JsonTokenType.True)
            || (name == "n" && json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long n) && n is > 1 and <= 128))
        {
            throw RequestRejectedException.InvalidRequest(
                $"The emulator answers with one choice in one piece: '{name}' is more than it can do.", name, "unsupported_value");
        }

        if (name == "stop")
        {
            StopRule.Check(ref json);
        }
        else
        {
            rule.Check(name, ref json);
        }
    }

    private static long? ReadTokens(string name, ref Utf8JsonReader json)
    {
        json.Read();
        ParameterRule.Of(name).Check(name, ref json);
        return json.TokenType == JsonTokenType.Null ? null : json.GetInt64();
    }

    private void CheckContext(in CompletionRequest request)
    {
        long asked = request.MaxOutputTokens ?? 0;
        if (request.PromptTokens + asked > _contextLength)
        {
            throw ContextTooLong(_contextLength, request.PromptTokens, asked);
        }
    }

    /// <summary>The refusal of a prompt that does not fit the model's context.</summary>
    public static RequestRejectedException ContextTooLong(long contextLength, long promptTokens, long completionTokens) =>
        RequestRejectedException.InvalidRequest(
            string.Create(
                CultureInfo.InvariantCulture,
                $"This model's maximum context length is {contextLength} tokens. However, you requested {promptTokens + completionTokens} tokens ({promptTokens} in the messages, {completionTokens} in the completion). Please reduce the length of the messages or completion."),
            "messages",
            "context_length_exceeded");
}
