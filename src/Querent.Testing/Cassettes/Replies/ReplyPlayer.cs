using System.Collections.Immutable;
using System.Text;

namespace Querent.Testing;

/// <summary>Makes of a recorded reply what a transport would have returned. A recording's own caller is given the same.</summary>
internal static class ReplyPlayer
{
    public static CompletionResult Play(RecordedReply recorded)
        => (recorded.Error is { } error ? new CompletionResult(Error(error)) : new CompletionResult(Reply(recorded))) with
        {
            Notices = [.. recorded.Notices?.Select(notice => notice.ToNotice()) ?? []],
        };

    private static CompletionReply Reply(RecordedReply recorded)
    {
        var reply = new CompletionReply
        {
            Model = recorded.Model,
            FinishReason = recorded.FinishReason,
            MayHideFinishReason = recorded.MayHideFinishReason,
            IsRefusal = recorded.IsRefusal,
            IsUnfiltered = recorded.IsUnfiltered,
            Usage = new TokenUsage
            {
                InputTokens = recorded.Usage?.Input,
                OutputTokens = recorded.Usage?.Output,
                CachedInputTokens = recorded.Usage?.CachedInput,
                ReasoningTokens = recorded.Usage?.Reasoning,
            },
            FilterCategories = Listed(recorded.FilterCategories),
        };
        if ((recorded.Json ?? recorded.Text) is { } text)
        {
            reply.SetContent(Encoding.UTF8.GetBytes(text));
        }
        else if (recorded.Base64 is { } bytes)
        {
            reply.SetContent(bytes);
        }

        return reply;
    }

    private static QueryError Error(RecordedError error) => new(error.Kind, error.Message)
    {
        StatusCode = error.StatusCode,
        Code = error.Code,
        Path = error.Path,
        Rule = error.Rule,
        RetryAfter = error.RetryAfter,
        IsTransient = error.IsTransient,
        FilterCategories = Listed(error.FilterCategories),
    };

    private static ImmutableArray<ContentFilterCategory> Listed(IReadOnlyList<RecordedCategory>? categories)
        => [.. categories?.Select(category => category.ToCategory()) ?? []];
}
