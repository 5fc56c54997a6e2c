using System.Collections.Concurrent;
using System.Text;

namespace Querent.Emulator;

/// <summary>Writes a <c>chat.completion</c> as Azure writes it.</summary>
internal sealed class CompletionWriter(bool withFilterResults, TimeProvider clock)
{
    private const string Safe =
        """{"hate":{"filtered":false,"severity":"safe"},"self_harm":{"filtered":false,"severity":"safe"},"sexual":{"filtered":false,"severity":"safe"},"violence":{"filtered":false,"severity":"safe"}}""";

    private readonly ConcurrentDictionary<string, byte[]> _models = new(StringComparer.Ordinal);

    /// <summary>The model that every answer names: an emulator, and for which deployment.</summary>
    public static string ModelOf(string deployment) => $"querent-emulator ({deployment})";

    public void Write(Utf8Buffer output, string deployment, in AttemptKey key, in Completion completion)
    {
        output.Write("{\"id\":\"chatcmpl-emulated-"u8);
        output.WriteHex(StableHash.Combine(key.PromptHash, (ulong)key.Attempt));
        output.Write("\",\"object\":\"chat.completion\",\"created\":"u8);
        output.Write(clock.GetUtcNow().ToUnixTimeSeconds());
        output.Write(",\"model\":"u8);
        output.Write(_models.GetOrAdd(deployment, static name =>
        {
            using var model = new Utf8Buffer(64);
            model.WriteJsonString(ModelOf(name));
            return model.Span.ToArray();
        }));
        output.Write(",\"system_fingerprint\":\"fp_emulator\",\"choices\":["u8);
        if (!completion.OmitChoices)
        {
            WriteChoice(output, in completion);
        }

        output.Write("]"u8);
        if (!completion.OmitUsage)
        {
            WriteUsage(output, in completion);
        }

        if (completion.FilterNotes)
        {
            output.Write(""","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"safe"},"jailbreak":{"filtered":false,"detected":true}}}]"""u8);
        }
        else if (withFilterResults)
        {
            output.Write(PromptFilter);
        }

        output.Write("}"u8);
    }

    private static ReadOnlySpan<byte> PromptFilter => PromptFilterBytes;

    private static readonly byte[] PromptFilterBytes =
        Encoding.UTF8.GetBytes($$""","prompt_filter_results":[{"prompt_index":0,"content_filter_results":{{Safe}}}]""");

    private static readonly byte[] SafeOutput = Encoding.UTF8.GetBytes($$""","content_filter_results":{{Safe}}""");

    private void WriteChoice(Utf8Buffer output, in Completion completion)
    {
        output.Write("{\"index\":0,\"message\":{\"role\":\"assistant\""u8);
        if (!completion.OmitContent)
        {
            output.Write(",\"content\":"u8);
            WriteContent(output, in completion);
        }

        output.Write(",\"refusal\":"u8);
        output.WriteJsonString(completion.Refusal);
        if (completion.CallsTool)
        {
            output.Write(""","tool_calls":[{"id":"call_emulated","type":"function","function":{"name":"look_up","arguments":"{}"}}]"""u8);
        }

        output.Write("},\"logprobs\":null,\"finish_reason\":"u8);
        if (completion.FinishReason == "stop")
        {
            output.Write("\"stop\""u8);
        }
        else
        {
            output.WriteJsonString(completion.FinishReason);
        }

        if (completion.FilterDown)
        {
            output.Write(""","content_filter_results":{"error":{"code":"content_filter_error","message":"The contents are not filtered"}}"""u8);
        }
        else if (completion.FilterNotes)
        {
            output.Write(""","content_filter_results":{"violence":{"filtered":false,"severity":"low"},"protected_material_code":{"filtered":false,"detected":true,"citation":{"URL":"https://example.org/code","license":"MIT"}}}"""u8);
        }
        else if (completion.OutputFiltered)
        {
            output.Write(""","content_filter_results":{"hate":{"filtered":false,"severity":"safe"},"violence":{"filtered":true,"severity":"medium"}}"""u8);
        }
        else if (withFilterResults)
        {
            output.Write(SafeOutput);
        }

        output.Write("}"u8);
    }

    private static void WriteContent(Utf8Buffer output, in Completion completion)
    {
        if (!completion.HasContent)
        {
            output.Write("null"u8);
            return;
        }

        output.Write("\""u8);
        output.WriteEscaped(completion.Content.Span);
        output.Write("\""u8);
    }

    private static void WriteUsage(Utf8Buffer output, in Completion completion)
    {
        long completionTokens = completion.WrittenTokens;
        output.Write(",\"usage\":{\"prompt_tokens\":"u8);
        output.Write(completion.PromptTokens);
        output.Write(",\"completion_tokens\":"u8);
        output.Write(completionTokens);
        output.Write(",\"total_tokens\":"u8);
        output.Write(completion.PromptTokens + completionTokens);
        if (!completion.OmitUsageDetails)
        {
            output.Write(""","prompt_tokens_details":{"audio_tokens":0"""u8);
            WriteCount(output, ",\"cached_tokens\":"u8, completion.CachedTokens);
            output.Write("""},"completion_tokens_details":{"accepted_prediction_tokens":0,"audio_tokens":0"""u8);
            WriteCount(output, ",\"reasoning_tokens\":"u8, completion.ReasoningTokens);
            output.Write(""","rejected_prediction_tokens":0}"""u8);
        }

        output.Write("}"u8);
    }

    private static void WriteCount(Utf8Buffer output, ReadOnlySpan<byte> name, long? count)
    {
        if (count is { } known)
        {
            output.Write(name);
            output.Write(known);
        }
    }
}
