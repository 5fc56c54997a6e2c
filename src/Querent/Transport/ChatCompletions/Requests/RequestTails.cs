using System.Text.Json;

namespace Querent;

/// <summary>
/// Makes the end of a request, with its token limit and all that is asked beside the prompt, once for each that there is.
/// </summary>
internal sealed class RequestTails(ModelSettings settings, BodyProperties properties)
{
    /// <summary>The most that are kept: more are made for each call, rather than held for good.</summary>
    internal const int Capacity = 256;

    private readonly Lock _lock = new();
    private Tail[] _tails = [];

    /// <summary>The bytes from behind the response format to the end.</summary>
    public byte[] Get(CompletionOptions? options, int? maxOutputTokens)
    {
        options ??= CompletionOptions.None;
        if (Find(Volatile.Read(ref _tails), options, maxOutputTokens) is { } known)
        {
            return known;
        }

        byte[] json = Write(options, maxOutputTokens);
        lock (_lock)
        {
            if (Find(_tails, options, maxOutputTokens) is { } faster)
            {
                return faster;
            }

            if (_tails.Length < Capacity)
            {
                Volatile.Write(ref _tails, [.. _tails, new Tail(options, maxOutputTokens, json)]);
            }
        }

        return json;
    }

    private static byte[]? Find(Tail[] tails, CompletionOptions options, int? maxOutputTokens)
    {
        foreach (Tail tail in tails)
        {
            if (tail.MaxOutputTokens == maxOutputTokens && tail.Options.Equals(options))
            {
                return tail.Json;
            }
        }

        return null;
    }

    private byte[] Write(CompletionOptions options, int? maxOutputTokens)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (maxOutputTokens is { } limit)
            {
                json.WriteNumber(settings.Profile.TokenLimit == TokenLimitProperty.MaxTokens ? "max_tokens"u8 : "max_completion_tokens"u8, limit);
            }

            if ((options.Temperature ?? settings.Temperature) is { } temperature)
            {
                json.WriteNumber("temperature"u8, temperature);
            }

            WriteSampling(json, options);
            if ((options.ReasoningEffort ?? settings.ReasoningEffort) is { } effort)
            {
                json.WriteString("reasoning_effort"u8, effort);
            }

            json.WriteEndObject();
        }

        byte[] tail = buffer.WrittenSpan.ToArray();
        if (tail.Length == 2)
        {
            return [(byte)'}'];   // an object of nothing: the request ends
        }

        tail[0] = (byte)',';   // it goes on
        return tail;
    }

    /// <summary>What the query sets, or else what the caller gave for all requests.</summary>
    private void WriteSampling(Utf8JsonWriter json, CompletionOptions options)
    {
        if (options.TopP is { } topP)
        {
            json.WriteNumber("top_p"u8, topP);
        }
        else
        {
            properties.WriteReplaceable("top_p", json);
        }

        if (options.Seed is { } seed)
        {
            json.WriteNumber("seed"u8, seed);
        }
        else
        {
            properties.WriteReplaceable("seed", json);
        }

        if (options.Stop.IsDefaultOrEmpty)
        {
            properties.WriteReplaceable("stop", json);
            return;
        }

        json.WriteStartArray("stop"u8);
        foreach (string text in options.Stop)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private sealed record Tail(CompletionOptions Options, int? MaxOutputTokens, byte[] Json);
}
