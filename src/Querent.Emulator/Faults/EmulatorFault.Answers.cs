namespace Querent.Emulator;

// Faults within a 200: the answer itself is not what was asked for.
public abstract partial record EmulatorFault
{
    /// <summary>The answer was blocked: <c>finish_reason</c> <c>content_filter</c>.</summary>
    /// <param name="partial">Whether the first half of the content is there; otherwise it is null.</param>
    public static EmulatorFault ContentFilterOutput(bool partial = false) =>
        new AnswerFault("content-filter-output", (ref Completion completion, Utf8Buffer content, in FaultContext _) =>
        {
            AnswerFault.Cut(content);
            completion.HasContent = partial;
            completion.FinishReason = "content_filter";
            completion.OutputFiltered = true;
        });

    /// <summary>A whole answer that the content filter was not there to look at: <c>content_filter_error</c>.</summary>
    public static EmulatorFault FilterDown() =>
        new AnswerFault("filter-down", static (ref Completion completion, Utf8Buffer _, in FaultContext _) => completion.FilterDown = true);

    /// <summary>A whole answer about which the content filter has noted something that it lets pass, in the prompt and in the answer.</summary>
    public static EmulatorFault FilterNotes() =>
        new AnswerFault("filter-notes", static (ref Completion completion, Utf8Buffer _, in FaultContext _) => completion.FilterNotes = true);

    /// <summary>The model refuses: <c>refusal</c> is set, the content null, the finish reason <c>stop</c>.</summary>
    public static EmulatorFault Refusal() =>
        new AnswerFault("refusal", static (ref Completion completion, Utf8Buffer _, in FaultContext _) =>
        {
            completion.HasContent = false;
            completion.Refusal = "I'm sorry, I can't assist with that request.";
        });

    /// <summary>The answer is cut off: half of the content, <c>finish_reason</c> <c>length</c>.</summary>
    public static EmulatorFault Truncated() =>
        new AnswerFault("truncated", static (ref Completion completion, Utf8Buffer content, in FaultContext _) =>
        {
            AnswerFault.Cut(content);
            completion.FinishReason = "length";
        });

    /// <summary>Reasoning takes all of the token limit: no content, <c>finish_reason</c> <c>length</c>.</summary>
    /// <param name="tokens">The tokens that went into it.</param>
    public static EmulatorFault ReasoningCut(int tokens = 64) =>
        new AnswerFault("reasoning-cut", (ref Completion completion, Utf8Buffer content, in FaultContext _) =>
        {
            content.Truncate(0);
            completion.FinishReason = "length";
            completion.CompletionTokens = tokens;
            completion.ReasoningTokens = tokens;
        });

    /// <summary>The content is prose around the JSON.</summary>
    public static EmulatorFault AnswerNotJson() =>
        new AnswerFault("answer-not-json", static (ref Completion _, Utf8Buffer content, in FaultContext _) =>
        {
            byte[] json = content.Span.ToArray();
            content.Truncate(0);
            content.Write("Sure! Here is the answer:\n"u8);
            content.Write(json);
        });

    /// <summary>The content is JSON that the schema does not allow: a property missing, one too many, or one of another type.</summary>
    public static EmulatorFault AnswerWrong() =>
        new AnswerFault("answer-wrong", static (ref Completion _, Utf8Buffer content, in FaultContext context) =>
        {
            content.Truncate(0);
            WrongAnswer.Write(content, context.Format?.Answer, context.Seed);
        });

    /// <summary>No choice at all.</summary>
    public static EmulatorFault EmptyChoices() =>
        new AnswerFault("empty-choices", static (ref Completion completion, Utf8Buffer _, in FaultContext _) => completion.OmitChoices = true);

    /// <summary>The content is null, with nothing to say why.</summary>
    /// <param name="absent">Whether the property is left out rather than null.</param>
    public static EmulatorFault NoContent(bool absent = false) =>
        new AnswerFault("no-content", (ref Completion completion, Utf8Buffer _, in FaultContext _) =>
        {
            completion.HasContent = false;
            completion.OmitContent = absent;
        });

    /// <summary>No <c>usage</c>.</summary>
    public static EmulatorFault NoUsage() =>
        new AnswerFault("no-usage", static (ref Completion completion, Utf8Buffer _, in FaultContext _) => completion.OmitUsage = true);

    /// <summary>A <c>usage</c> of prompt and completion tokens, without their details.</summary>
    public static EmulatorFault PartialUsage() =>
        new AnswerFault("partial-usage", static (ref Completion completion, Utf8Buffer _, in FaultContext _) => completion.OmitUsageDetails = true);

    /// <summary>A finish reason that no documentation names.</summary>
    /// <param name="reason">The reason.</param>
    public static EmulatorFault UnknownFinishReason(string reason = "emulated_reason") =>
        new AnswerFault("unknown-finish-reason", (ref Completion completion, Utf8Buffer _, in FaultContext _) => completion.FinishReason = reason);

    /// <summary>The model calls a tool that nobody offered, in place of an answer.</summary>
    public static EmulatorFault ToolCalls() =>
        new AnswerFault("tool-calls", static (ref Completion completion, Utf8Buffer _, in FaultContext _) =>
        {
            completion.HasContent = false;
            completion.CallsTool = true;
            completion.FinishReason = "tool_calls";
        });
}
