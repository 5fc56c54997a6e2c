namespace Querent.Tests;

public sealed class FirstLimitTests
{
    [Fact]
    public void A_first_limit_above_the_most_is_refused_and_not_cut_in_silence()
    {
        var options = new RowExecutorOptions { MaxConcurrency = 8, AdaptiveConcurrency = new() { InitialConcurrency = 16 } };

        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>("InitialConcurrency", () => new RowExecutor(new FakeTransport(), options));

        Assert.StartsWith(
            "InitialConcurrency is more than MaxConcurrency, 8, beyond which no attempt is ever in flight. Lower the one or raise the other.",
            exception.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, null, 8)]
    [InlineData(16, null, 16)]
    [InlineData(256, null, 16)]
    [InlineData(8, 8, 8)]
    [InlineData(256, 100, 100)]
    public async Task A_first_limit_that_is_not_set_is_16_and_no_more_than_the_most(int most, int? first, int limit)
    {
        AdaptiveConcurrencyOptions adaptive = first is { } set ? new() { InitialConcurrency = set } : new();
        await using var executor = new RowExecutor(new FakeTransport(), new RowExecutorOptions { MaxConcurrency = most, AdaptiveConcurrency = adaptive });

        Assert.Equal(limit, executor.GetStatistics().Limit);
    }

    [Fact]
    public void A_first_limit_that_is_kept_by_a_change_of_the_most_still_counts_as_set()
    {
        var wide = new RowExecutorOptions { MaxConcurrency = 64, AdaptiveConcurrency = new() { InitialConcurrency = 32 } };

        Assert.Throws<ArgumentOutOfRangeException>("InitialConcurrency", () => new RowExecutor(new FakeTransport(), wide with { MaxConcurrency = 16 }));
    }
}
