namespace Querent;

/// <summary>Decides whether a reply is a complete answer, by what the wire says and never by its text.</summary>
internal static class ReplyJudgement
{
    /// <summary>Why a reply is no answer; null when its content may be read.</summary>
    public static QueryError? Judge(CompletionReply reply, bool requireContentFilter) => reply switch
    {
        { IsRefusal: true } => Error(reply, QueryErrorKind.Refused, "The model refused to answer."),
        { FinishReason: FinishReason.Length, Content: null or { Length: 0 }, Usage.ReasoningTokens: > 0 } => Error(reply, QueryErrorKind.Truncated, "The model's reasoning used up the token limit before an answer began. Raise MaxOutputTokens, or lower the reasoning effort."),
        { FinishReason: FinishReason.Length } => Error(reply, QueryErrorKind.Truncated, "The answer was cut off at the token limit. Raise MaxOutputTokens, or ask for less."),
        { FinishReason: FinishReason.ContentFilter } => Filtered(reply),
        { FinishReason: FinishReason.ToolCalls } => Error(reply, QueryErrorKind.Malformed, "The model called a tool, though none was offered."),
        { FinishReason: FinishReason.Other } => Error(reply, QueryErrorKind.Malformed, "The model stopped for a reason that is not known."),
        { FinishReason: FinishReason.Unknown, MayHideFinishReason: false } => Error(reply, QueryErrorKind.Malformed, "The reply does not say why the model stopped, so the answer may be cut off."),
        { Content: null or { Length: 0 } } => Error(reply, QueryErrorKind.Malformed, "The reply has no content."),
        { IsUnfiltered: true } when requireContentFilter => Error(reply, QueryErrorKind.FilterUnavailable, "The provider's content filter was not there to look at the answer, which RequireContentFilter demands. Ask the row again later."),
        _ => null,
    };

    private static QueryError Filtered(CompletionReply reply)
        => Error(reply, QueryErrorKind.ContentFiltered, $"The provider's content filter stopped the answer{FilterFindings.Describe(reply.FilterCategories)}.") with { FilterCategories = reply.FilterCategories };

    private static QueryError Error(CompletionReply reply, QueryErrorKind kind, string message) => new(kind, message) { RequestId = reply.RequestId };
}
