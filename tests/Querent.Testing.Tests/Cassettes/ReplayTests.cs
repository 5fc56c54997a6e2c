using Microsoft.Extensions.Time.Testing;

namespace Querent.Testing.Tests;

/// <summary>What is played, in which order.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Equal_requests_are_answered_in_the_order_in_which_they_were_recorded()
    {
        await _folder.RecordAsync(new((_, number) => ScriptedTransport.Answer($"answer {number}")), "a", "b", "a", "a");

        await using CassetteTransport cassette = _folder.Replay();

        Assert.Equal(
            ["answer 1", "answer 3", "answer 2", "answer 4"],
            [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("a"), await cassette.TextOfAsync("b"), await cassette.TextOfAsync("a")]);
        cassette.AssertAllPlayed();
    }

    [Fact]
    public async Task The_order_of_equal_requests_is_that_of_their_sending_not_of_their_replies()
    {
        var first = new TaskCompletionSource<CompletionResult>();
        var script = new ScriptedTransport((_, number, _) => number == 1 ? new ValueTask<CompletionResult>(first.Task) : ValueTask.FromResult(ScriptedTransport.Answer("second")));
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], script, CassetteFolder.AtHome))
        {
            Task<string> slow = recording.TextOfAsync("a");
            Assert.Equal("second", await recording.TextOfAsync("a"));
            first.SetResult(ScriptedTransport.Answer("first"));
            await slow;
        }

        await using CassetteTransport cassette = _folder.Replay();

        Assert.Equal(["first", "second"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("a")]);
    }

    [Fact]
    public async Task A_refusal_and_its_retry_are_played_with_the_wait_that_was_asked_for()
    {
        await _folder.RecordAsync(ThrottledOnce(), "a", "a");

        await using CassetteTransport cassette = _folder.Replay();
        QueryError? error = (await cassette.AskAsync("a")).Error;

        Assert.Equal((QueryErrorKind.Throttled, 429, true, TimeSpan.FromSeconds(20), null), (error!.Kind, error.StatusCode, error.IsTransient, error.RetryAfter, error.RequestId));
        Assert.Equal("fine", await cassette.TextOfAsync("a"));
    }

    [Fact]
    public async Task Where_retries_are_at_once_only_an_error_that_was_tried_again_asks_for_no_wait()
    {
        await _folder.RecordAsync(new((prompt, number) => number == 1 || prompt.Contains('b', StringComparison.Ordinal) ? ScriptedTransport.Throttled(TimeSpan.FromSeconds(20)) : ScriptedTransport.Answer("fine")), "a", "a", "b");

        await using CassetteTransport cassette = _folder.Replay(new() { RetriesAtOnce = true });

        Assert.Equal(TimeSpan.Zero, (await cassette.AskAsync("a")).Error!.RetryAfter);
        Assert.Equal(TimeSpan.FromSeconds(20), (await cassette.AskAsync("b")).Error!.RetryAfter);
    }

    [Fact]
    public async Task A_request_whose_answers_are_not_sampled_may_be_asked_more_often_than_it_was()
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer("same")) { Samples = false }, "a", "a");

        await using CassetteTransport cassette = _folder.Replay();

        Assert.Equal(["same", "same", "same"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("a"), await cassette.TextOfAsync("a")]);
        Assert.False(cassette.IsSampled(null));
    }

    [Theory]
    [InlineData(false, "Rejected")]
    [InlineData(true, "answer 2")]
    public async Task A_request_whose_answers_are_sampled_is_played_as_often_as_it_was_recorded_unless_repeats_are_allowed(bool allowRepeats, string third)
    {
        await _folder.RecordAsync(new((_, number) => ScriptedTransport.Answer($"answer {number}")), "a", "a");

        await using CassetteTransport cassette = _folder.Replay(new() { AllowRepeats = allowRepeats, TimeProvider = new HastyTime() });

        Assert.Equal(["answer 1", "answer 2", third], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("a"), await cassette.TextOfAsync("a")]);
        Assert.True(cassette.IsSampled(null));
    }

    [Fact]
    public async Task A_transport_that_throws_is_recorded_as_what_an_executor_makes_of_it()
    {
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => throw new FormatException("with a secret")), CassetteFolder.AtHome))
        {
            await Assert.ThrowsAsync<FormatException>(() => recording.AskAsync("a"));
        }

        await using CassetteTransport cassette = _folder.Replay();

        Assert.Equal(new QueryError(QueryErrorKind.Connection, "The transport threw System.FormatException."), (await cassette.AskAsync("a")).Error! with { FilterCategories = [] });
    }

    [Fact]
    public async Task An_attempt_that_was_cancelled_waits_to_be_cancelled_again()
    {
        await RecordCancelledAsync();
        await using CassetteTransport cassette = _folder.Replay(new());
        using var cancelling = new CancellationTokenSource();

        Task<CompletionResult> asked = cassette.SendAsync(Asking.Request("a"), cancelling.Token).AsTask();
        Assert.False(asked.IsCompleted);
        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        cassette.AssertAllPlayed();
    }

    [Fact]
    public async Task An_attempt_that_was_cancelled_and_now_is_not_fails_after_a_while_and_says_why()
    {
        await RecordCancelledAsync();
        var time = new FakeTimeProvider();
        await using CassetteTransport cassette = _folder.Replay(new() { TimeProvider = time });

        Task<CompletionResult> asked = cassette.AskAsync("a");
        time.Advance(TimeSpan.FromSeconds(10));

        QueryError error = (await asked).Error!;
        Assert.Equal((QueryErrorKind.Rejected, CassetteTransport.NotRecordedCode, false), (error.Kind, error.Code, error.IsTransient));
        Assert.Contains("still unanswered", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_that_was_not_sent_any_more_waits_to_be_cancelled()
    {
        await _folder.RecordAsync(ThrottledOnce(), "a");
        var time = new FakeTimeProvider();
        await using CassetteTransport cassette = _folder.Replay(new() { TimeProvider = time });
        Assert.Equal("Throttled", await cassette.TextOfAsync("a"));

        Task<string> retry = cassette.TextOfAsync("a");
        Assert.False(retry.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("Rejected", await retry);
    }

    [Fact]
    public async Task An_attempt_that_was_cancelled_before_the_request_was_answered_is_not_kept()
    {
        await RecordCancelledAsync(answersThen: true);

        await using CassetteTransport cassette = _folder.Replay();

        Assert.Equal("fine", await cassette.TextOfAsync("a"));
    }

    [Fact]
    public async Task What_is_not_recorded_fails_only_after_a_second_since_its_row_may_fail_as_it_was_recorded_before_that()
    {
        await _folder.RecordAsync(ThrottledOnce(), "a");
        var time = new FakeTimeProvider();
        await using CassetteTransport cassette = _folder.Replay(new() { TimeProvider = time });
        using var cancelling = new CancellationTokenSource();
        Task<string> missing = cassette.TextOfAsync("b");
        Task<CompletionResult> dropped = cassette.SendAsync(Asking.Request("c"), cancelling.Token).AsTask();

        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dropped);
        time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(missing.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("Rejected", await missing);
    }

    [Fact]
    public async Task What_is_cancelled_already_is_not_played()
    {
        await _folder.RecordAsync(ThrottledOnce(), "a");
        await using CassetteTransport cassette = _folder.Replay();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await cassette.SendAsync(Asking.Request("a"), new CancellationToken(canceled: true)));

        Assert.Throws<CassetteException>(cassette.AssertAllPlayed);
    }

    [Fact]
    public async Task Whether_requests_are_sampled_is_played_for_each_kind_of_request()
    {
        CompletionOptions warm = new() { Temperature = 0.5, Stop = ["END"] };
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], new Fussy(), CassetteFolder.AtHome))
        {
            foreach (CompletionOptions? options in (CompletionOptions?[])[null, warm])
            {
                await recording.SendAsync(Asking.Request("a") with { Options = options }, TestContext.Current.CancellationToken);
            }

            Assert.Equal((false, true, "No images."), (recording.IsSampled(null), recording.IsSampled(warm), recording.FindObstacle(new CompletionDemand(warm, UsesImages: true))));
        }

        await using CassetteTransport cassette = _folder.Replay();

        Assert.Equal((false, true, false, true, null), (cassette.IsSampled(null), cassette.IsSampled(warm), cassette.IsSampled(new() { Temperature = 0, Seed = 1 }), cassette.IsSampled(new() { Seed = 1 }), cassette.FindObstacle(new CompletionDemand(warm, UsesImages: true))));
    }

    [Fact]
    public async Task A_reply_of_a_client_that_hides_why_the_model_stopped_stays_one()
    {
        var inner = new ScriptedTransport((_, _) =>
        {
            var reply = new CompletionReply { MayHideFinishReason = true };
            reply.SetContent("{}"u8);
            return new CompletionResult(reply);
        });
        await _folder.RecordAsync(inner, "a");

        await using CassetteTransport cassette = _folder.Replay();
        using CompletionReply reply = (await cassette.AskAsync("a")).Reply!;

        Assert.True(reply.MayHideFinishReason);
        Assert.True(inner.IsDisposed);
    }

    /// <summary>Samples where it is asked for a temperature, and takes no images.</summary>
    private sealed class Fussy : ICompletionTransport
    {
        public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken) => ValueTask.FromResult(ScriptedTransport.Throttled());

        public bool IsSampled(CompletionOptions? options) => options?.Temperature is not null;

        public string? FindObstacle(CompletionDemand demand) => demand.UsesImages ? "No images." : null;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private static ScriptedTransport ThrottledOnce()
        => new((_, number) => number == 1 ? ScriptedTransport.Throttled(TimeSpan.FromSeconds(20)) : ScriptedTransport.Answer("fine"));

    private async Task RecordCancelledAsync(bool answersThen = false)
    {
        var script = new ScriptedTransport(async (_, number, cancellationToken) =>
        {
            if (number == 1)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return ScriptedTransport.Answer("fine");
        });
        await using CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], script, CassetteFolder.AtHome);
        using var cancelling = new CancellationTokenSource();
        Task<CompletionResult> asked = recording.SendAsync(Asking.Request("a"), cancelling.Token).AsTask();
        await cancelling.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        if (answersThen)
        {
            Assert.Equal("fine", await recording.TextOfAsync("a"));
        }
    }
}
