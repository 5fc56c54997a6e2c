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

        Assert.Equal(expected, ReplyJudgement.Judge(reply)?.Kind);
    }

    [Fact]
    public void A_complete_reply_is_read()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Stop };
        reply.SetContent("{}"u8);

        Assert.Null(ReplyJudgement.Judge(reply));
    }

    [Fact]
    public void A_refusal_is_a_refusal_though_the_finish_reason_is_stop()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Stop, IsRefusal = true };

        Assert.Equal(QueryErrorKind.Refused, ReplyJudgement.Judge(reply)?.Kind);
    }

    [Fact]
    public void A_reply_without_content_is_malformed()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.Stop };
        Assert.Equal(QueryErrorKind.Malformed, ReplyJudgement.Judge(reply)?.Kind);

        reply.SetContent([]);
        Assert.Equal(QueryErrorKind.Malformed, ReplyJudgement.Judge(reply)?.Kind);
    }

    [Fact]
    public void The_filters_categories_are_kept()
    {
        using var reply = new CompletionReply { FinishReason = FinishReason.ContentFilter, FilterCategories = ["hate"] };

        Assert.Equal(["hate"], ReplyJudgement.Judge(reply)!.FilterCategories);
    }
}
