namespace Querent.Emulator;

/// <summary>Makes the reply to a request that is answered: by the script or from the schema, with what a fault does to it.</summary>
internal sealed class CompletionReply(EmulatorOptions options)
{
    private readonly CompletionWriter _writer = new(options.ContentFilterResults, options.TimeProvider);

    /// <summary>Writes the reply to a request that is answered.</summary>
    /// <returns>Its status, and the tokens of prompt and answer; 0 for a scripted body.</returns>
    public (int StatusCode, long Tokens) Write(
        Utf8Buffer reply,
        ReadOnlySpan<byte> body,
        string deployment,
        in CompletionRequest parsed,
        in AttemptKey key,
        EmulatorRequest? request,
        AnswerFault? fault)
    {
        EmulatorAnswer? script = request is null ? null : options.Answer?.Invoke(request);
        if (script?.RawBody is string raw && fault is null)
        {
            reply.Write(raw);
            return (script.StatusCode, 0);
        }

        using var content = new Utf8Buffer();
        var completion = new Completion { HasContent = true, PromptTokens = parsed.PromptTokens };
        if (script is null)
        {
            AnswerMaker.Write(content, body[parsed.Messages], parsed.Format);
            Cap(content, parsed.MaxOutputTokens, ref completion);
        }
        else
        {
            Follow(script, content, ref completion);
        }

        fault?.Change(ref completion, content, new FaultContext(parsed.Format, StableHash.Combine(key.PromptHash, (ulong)key.Attempt)));
        completion.Content = content.Memory;
        _writer.Write(reply, deployment, in key, in completion);
        return (200, completion.PromptTokens + completion.WrittenTokens);
    }

    private static void Cap(Utf8Buffer content, long? maxOutputTokens, ref Completion completion)
    {
        if (maxOutputTokens is long most && TokenEstimate.Of(content.Length) > most)
        {
            content.TruncateText((int)most * TokenEstimate.BytesPerToken);
            completion.FinishReason = "length";
        }
    }

    private static void Follow(EmulatorAnswer script, Utf8Buffer content, ref Completion completion)
    {
        content.Write(script.Content ?? "");
        completion.HasContent = script.Content is not null;
        completion.Refusal = script.Refusal;
        completion.FinishReason = script.FinishReason;
        completion.OmitUsage = script.OmitUsage;
        completion.PromptTokens = script.PromptTokens ?? completion.PromptTokens;
        completion.CompletionTokens = script.CompletionTokens;
        completion.CachedTokens = script.CachedTokens;
        completion.ReasoningTokens = script.ReasoningTokens;
    }
}
