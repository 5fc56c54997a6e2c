namespace Querent.Testing.Tests;

/// <summary>All that a reply or an error says is played, but for what has no meaning later.</summary>
public sealed class ReplyTests : IDisposable
{
    private static readonly ContentFilterCategory[] Found =
    [
        new("hate", "high", IsFiltered: true, ContentFilterSource.Prompt),
        new("jailbreak", null, IsFiltered: false, ContentFilterSource.Answer) { IsDetected = true },
    ];

    private static readonly ProviderNotice[] Notices =
    [
        new(ProviderNoticeKind.Deprecation, "Deprecation") { Date = DateTimeOffset.UnixEpoch, Link = new Uri("https://example.com/a?b=c") },
        new(ProviderNoticeKind.Warning, "warning"),
    ];

    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reply_says_what_it_said()
    {
        var usage = new TokenUsage { InputTokens = 0, OutputTokens = 7, CachedInputTokens = 3, ReasoningTokens = 2 };
        await _folder.RecordAsync(
            new((_, _) => new CompletionResult(new CompletionReply { Model = "gpt-x", FinishReason = FinishReason.Length, IsRefusal = true, IsUnfiltered = true, Usage = usage, FilterCategories = [.. Found] }) { Notices = [.. Notices] }),
            "a");

        await using CassetteTransport cassette = _folder.Replay();
        CompletionResult result = await cassette.AskAsync("a");
        using CompletionReply reply = result.Reply!;

        Assert.Equal(("gpt-x", FinishReason.Length, true, true, usage), (reply.Model, reply.FinishReason, reply.IsRefusal, reply.IsUnfiltered, reply.Usage));
        Assert.Equal(Found, reply.FilterCategories);
        Assert.Equal(Notices, result.Notices);
    }

    [Fact]
    public async Task An_error_says_what_it_said()
    {
        var error = new QueryError(QueryErrorKind.ContentFiltered, "It's <not> allowed.")
        {
            StatusCode = 400,
            Code = "content_filter",
            Path = "$.a",
            Rule = "b",
            RetryAfter = TimeSpan.FromMilliseconds(1),
            IsTransient = true,
            FilterCategories = [.. Found],
        };
        await _folder.RecordAsync(new((_, _) => new CompletionResult(error) { Notices = [.. Notices] }), "a");

        await using CassetteTransport cassette = _folder.Replay();
        CompletionResult result = await cassette.AskAsync("a");

        Assert.Equal(error, result.Error! with { FilterCategories = error.FilterCategories });
        Assert.Equal(Found, result.Error!.FilterCategories);
        Assert.Equal(Notices, result.Notices);
    }

    [Fact]
    public async Task Rate_limits_pace_the_recording_and_not_the_replay()
    {
        var inner = new ScriptedTransport((_, _) => new CompletionResult(new CompletionReply()) { RateLimits = new() { RemainingTokens = 5 } });
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], inner, CassetteFolder.AtHome))
        {
            Assert.Equal(5, (await recording.AskAsync("a")).RateLimits.RemainingTokens);
        }

        await using CassetteTransport cassette = _folder.Replay();

        Assert.Equal(default, (await cassette.AskAsync("a")).RateLimits);
    }
}
