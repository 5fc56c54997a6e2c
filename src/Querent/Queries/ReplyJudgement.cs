namespace Querent;

/// <summary>Decides whether a reply is a complete answer, by what the wire says and never by its text.</summary>
internal static class ReplyJudgement
{
    /// <summary>Why a reply is no answer; null when its content may be read.</summary>
    public static QueryError? Judge(CompletionReply reply) => reply switch
    {
        { IsRefusal: true } => Error(reply, QueryErrorKind.Refused, "The model refused to answer."),
        { FinishReason: FinishReason.Length } => Error(reply, QueryErrorKind.Truncated, "The answer was cut off at the token limit. Raise MaxOutputTokens, or ask for less."),
        { FinishReason: FinishReason.ContentFilter } => Error(reply, QueryErrorKind.ContentFiltered, "The provider's content filter stopped the answer."),
        { FinishReason: FinishReason.ToolCalls } => Error(reply, QueryErrorKind.Malformed, "The model called a tool, though none was offered."),
        { FinishReason: FinishReason.Other } => Error(reply, QueryErrorKind.Malformed, "The model stopped for a reason that is not known."),
        { FinishReason: FinishReason.Unknown, MayHideFinishReason: false } => Error(reply, QueryErrorKind.Malformed, "The reply does not say why the model stopped, so the answer may be cut off."),
        { Content: null or { Length: 0 } } => Error(reply, QueryErrorKind.Malformed, "The reply has no content."),
        _ => null,
    };

    private static QueryError Error(CompletionReply reply, QueryErrorKind kind, string message)
        => new(kind, message) { RequestId = reply.RequestId, FilterCategories = kind == QueryErrorKind.ContentFiltered ? reply.FilterCategories : [] };
}
