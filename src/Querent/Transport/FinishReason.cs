namespace Querent;

/// <summary>Why the model stopped: the reply's <c>finish_reason</c>.</summary>
public enum FinishReason
{
    /// <summary>The reply does not say.</summary>
    Unknown,

    /// <summary><c>stop</c>: the answer is complete.</summary>
    Stop,

    /// <summary><c>length</c>: the token limit cut the answer off.</summary>
    Length,

    /// <summary><c>content_filter</c>: the provider's filter stopped the answer.</summary>
    ContentFilter,

    /// <summary><c>tool_calls</c> or <c>function_call</c>: the model called a tool that it was not offered.</summary>
    ToolCalls,

    /// <summary>A reason that this version does not know.</summary>
    Other,
}
