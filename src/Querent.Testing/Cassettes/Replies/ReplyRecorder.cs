using System.Collections.Immutable;

namespace Querent.Testing;

/// <summary>Takes down how an attempt ended, without its secrets and without what is of no meaning later.</summary>
/// <remarks>
/// Left out are request ids, which name the account's calls, and rate limits, which would pace a replay by a quota that it does
/// not use.
/// </remarks>
internal sealed class ReplyRecorder(Scrubbing scrubbing)
{
    public RecordedReply Record(CompletionResult result)
    {
        RecordedReply recorded = result.TryGetReply(out CompletionReply? reply, out QueryError? error)
            ? Record(reply)
            : new RecordedReply { Error = Record(error) };
        return recorded with { Notices = result.Notices.IsEmpty ? null : [.. result.Notices.Select(notice => RecordedNotice.Of(notice, scrubbing))] };
    }

    /// <summary>What an executor makes of a transport that throws, by the type's name alone.</summary>
    public static RecordedError Thrown(Exception exception) => new() { Kind = QueryErrorKind.Connection, Message = $"The transport threw {exception.GetType().FullName}." };

    private RecordedReply Record(CompletionReply reply)
    {
        var recorded = new RecordedReply
        {
            Model = reply.Model is { } model ? scrubbing.Text(model) : null,
            FinishReason = reply.FinishReason,
            MayHideFinishReason = reply.MayHideFinishReason,
            IsRefusal = reply.IsRefusal,
            IsUnfiltered = reply.IsUnfiltered,
            Usage = reply.Usage == default ? null : new RecordedUsage
            {
                Input = reply.Usage.InputTokens,
                Output = reply.Usage.OutputTokens,
                CachedInput = reply.Usage.CachedInputTokens,
                Reasoning = reply.Usage.ReasoningTokens,
            },
            FilterCategories = Listed(reply.FilterCategories),
        };
        return reply.Content is { } content ? WithContent(recorded, scrubbing.Content(content)) : recorded;
    }

    private static RecordedReply WithContent(RecordedReply reply, ReadOnlyMemory<byte> content)
        => Scrubbing.Decode(content.Span) is not { } text ? reply with { Base64 = content.ToArray() }
            : EmbeddedJson.CanHold(text) ? reply with { Json = text }
            : reply with { Text = text };

    private RecordedError Record(QueryError error) => new()
    {
        Kind = error.Kind,
        Message = scrubbing.Text(error.Message),
        StatusCode = error.StatusCode,
        Code = error.Code is { } code ? scrubbing.Text(code) : null,
        Path = error.Path,
        Rule = error.Rule,
        RetryAfter = error.RetryAfter,
        IsTransient = error.IsTransient,
        FilterCategories = Listed(error.FilterCategories),
    };

    private static IReadOnlyList<RecordedCategory>? Listed(ImmutableArray<ContentFilterCategory> categories)
        => categories.IsDefaultOrEmpty ? null : [.. categories.Select(RecordedCategory.Of)];
}
