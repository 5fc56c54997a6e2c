using System.Text;

namespace Querent.Journal.Tests;

public sealed class AttemptJsonTests
{
    private static readonly AttemptReport Plain = new(TimeSpan.FromMilliseconds(12.5), "m", FinishReason.Stop, "id", new() { InputTokens = 1, OutputTokens = 2, CachedInputTokens = 3, ReasoningTokens = 4 }, null);

    private static AttemptReport[] Attempts =>
    [
        Plain,
        new AttemptReport(TimeSpan.Zero, null, FinishReason.Unknown, null, default, null),
        Plain with { Error = Filtered },
        Plain with { Notes = new() { IsUnfiltered = true } },
        Plain with { Notes = new() { FilterCategories = Found } },
        Plain with { Notes = new() { IsUnfiltered = true, FilterCategories = Found, Notices = Said } },
        Plain with { Notes = new() { Notices = Said }, Error = Filtered },
    ];

    private static System.Collections.Immutable.ImmutableArray<ContentFilterCategory> Found =>
    [
        new ContentFilterCategory("hate", "low", false, ContentFilterSource.Answer),
        new ContentFilterCategory("jailbreak", null, true, ContentFilterSource.Prompt) { IsDetected = true },
    ];

    private static System.Collections.Immutable.ImmutableArray<ProviderNotice> Said =>
    [
        new ProviderNotice(ProviderNoticeKind.Deprecation, "Deprecation") { Date = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero), Link = new Uri("https://example.org/a?b") },
        new ProviderNotice(ProviderNoticeKind.Sunset, "azure-deprecating"),
        new ProviderNotice(ProviderNoticeKind.Warning, "warning") { Date = new(2026, 5, 6, 7, 8, 9, TimeSpan.FromHours(2)) },
    ];

    private static QueryError Filtered => new(QueryErrorKind.ContentFiltered, "The prompt was blocked.")
    {
        StatusCode = 400,
        Code = "content_filter",
        RequestId = "id",
        Path = "$.a",
        Rule = "rule",
        RetryAfter = TimeSpan.FromMilliseconds(1.5),
        IsTransient = true,
        FilterCategories = Found,
    };

    [Fact]
    public void An_attempt_is_read_as_it_was_written() => Assert.All(Attempts, attempt =>
    {
        ParsedAttempts read = Read(AttemptJson.Write([Plain, attempt], answer: null, new JsonTextPool()));

        Assert.Equal(2, read.Attempts.Length);
        Assert.Equal(Plain, read.Attempts[0]);
        Assert.Equivalent(attempt, read.Attempts[1], strict: true);
        Assert.Equal(attempt.Model, read.Model);
        Assert.Equal(attempt.Notes is { IsUnfiltered: true } ? true : null, read.IsUnfiltered);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_attempt_that_was_the_answer_says_whether_a_filter_looked_at_it(bool isUnfiltered)
    {
        using var answer = new CompletionReply { Model = "another", IsUnfiltered = isUnfiltered };

        byte[] json = AttemptJson.Write([Plain with { Error = Filtered }, Plain], answer, new JsonTextPool());

        Assert.Equal(isUnfiltered, Read(json).IsUnfiltered);
        Assert.Equal(1, Encoding.UTF8.GetString(json).Split("\"unfiltered\":").Length - 1);
    }

    [Theory]
    [InlineData(true, "m")]
    [InlineData(false, null)]
    public void An_answer_that_was_taken_from_elsewhere_is_no_attempt_and_says_its_model_and_whether_a_filter_looked_at_it(bool isUnfiltered, string? model)
    {
        using var answer = new CompletionReply { Model = model, IsUnfiltered = isUnfiltered };

        ParsedAttempts read = Read(AttemptJson.Write([], answer, new JsonTextPool()));

        Assert.Empty(read.Attempts);
        Assert.Equal((model, isUnfiltered), (read.Model, read.IsUnfiltered));
    }

    [Fact]
    public void What_a_later_version_writes_beside_is_passed_over()
    {
        ParsedAttempts read = Read("""[{"latency_ms":1,"new":{"a":[1,{"unfiltered":true}]},"model":"m","notes":{"new":[{}]}}]"""u8.ToArray());

        Assert.Equal("m", Assert.Single(read.Attempts).Model);
        Assert.Null(read.IsUnfiltered);
    }

    private static ParsedAttempts Read(ReadOnlyMemory<byte> json) => Assert.NotNull(AttemptJson.Read(json));
}
