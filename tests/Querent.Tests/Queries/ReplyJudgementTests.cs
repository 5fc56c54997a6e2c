namespace Querent.Tests.Queries;

public class ReplyJudgementTests
{
    [Theory]
    [InlineData(FinishReason.Length, QueryErrorKind.Truncated)]
    [InlineData(FinishReason.ContentFilter, QueryErrorKind.ContentFiltered)]
    [InlineData(FinishReason.ToolCalls, QueryErrorKind.Malformed)]
    [InlineData(FinishReason.Other, QueryErrorKind.Malformed)]
    [InlineData(FinishReason.Unknown, QueryErrorKind.Malformed)]
    public void Only_stop_makes_an_answer(FinishReason reason, QueryErrorKind expected)
    {
        using var reply = new CompletionReply { FinishReason = reason };
        reply.SetContent("{}"u8);

        Assert.Equal(expected, ReplyJudgement.Judge(reply, requireContentFilter: false)?.Kind);
    }

    [Fact]
    public void A_complete_reply_is_read()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Stop };
        reply.SetContent("{}"u8);

        Assert.Null(ReplyJudgement.Judge(reply, requireContentFilter: false));
    }

    [Fact]
    public void A_refusal_is_a_refusal_though_the_finish_reason_is_stop()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Stop, IsRefusal = true };

        Assert.Equal(QueryErrorKind.Refused, ReplyJudgement.Judge(reply, requireContentFilter: false)?.Kind);
    }

    [Fact]
    public void A_reply_without_content_is_malformed()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Stop };
        Assert.Equal(QueryErrorKind.Malformed, ReplyJudgement.Judge(reply, requireContentFilter: false)?.Kind);

        reply.SetContent([]);
        Assert.Equal(QueryErrorKind.Malformed, ReplyJudgement.Judge(reply, requireContentFilter: false)?.Kind);
    }

    [Fact]
    public void What_the_filter_found_is_kept_and_what_stopped_the_answer_is_said()
    {
        using var reply = new CompletionReply
        {
            FinishReason = FinishReason.ContentFilter,
            FilterCategories = [new("hate", "high", true, ContentFilterSource.Answer), new("violence", "low", false, ContentFilterSource.Answer)],
        };

        QueryError error = ReplyJudgement.Judge(reply, requireContentFilter: false)!;

        Assert.Equal(reply.FilterCategories, error.FilterCategories);
        Assert.Equal("The provider's content filter stopped the answer (hate: high).", error.Message);
    }

    [Fact]
    public void What_the_filter_only_noted_makes_no_error_of_another_kind_its_own()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Length, FilterCategories = [new("hate", "low", false, ContentFilterSource.Answer)] };

        Assert.Empty(ReplyJudgement.Judge(reply, requireContentFilter: false)!.FilterCategories);
    }

    [Fact]
    public void An_answer_that_the_filter_was_not_there_to_look_at_is_one_unless_it_must_have_been()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Stop, IsUnfiltered = true, RequestId = "id-1" };
        reply.SetContent("{}"u8);

        Assert.Null(ReplyJudgement.Judge(reply, requireContentFilter: false));
        QueryError error = ReplyJudgement.Judge(reply, requireContentFilter: true)!;
        Assert.Equal((QueryErrorKind.FilterUnavailable, false, "id-1"), (error.Kind, error.IsTransient, error.RequestId));
    }

    [Theory]
    [InlineData(0, "cut off at the token limit")]
    [InlineData(64, "reasoning used up the token limit")]
    public void An_answer_that_reasoning_left_no_tokens_for_is_truncated_and_says_so(int reasoningTokens, string says)
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Length, Usage = new TokenUsage { ReasoningTokens = reasoningTokens } };

        QueryError error = ReplyJudgement.Judge(reply, requireContentFilter: false)!;

        Assert.Equal(QueryErrorKind.Truncated, error.Kind);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }
}
