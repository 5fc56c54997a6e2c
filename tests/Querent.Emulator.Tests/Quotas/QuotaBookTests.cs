using Microsoft.Extensions.Time.Testing;

namespace Querent.Emulator.Tests;

public sealed class QuotaBookTests
{
    private readonly FakeTimeProvider _clock = new();

    private static EmulatorQuota Requests(long perMinute) => new() { RequestsPerMinute = perMinute };

    private int Drain(QuotaBook book, string deployment)
    {
        int admitted = 0;
        while (book.Find(deployment) is { } quota && quota.Admit(book.Now, 0).IsAdmitted)
        {
            admitted++;
        }

        return admitted;
    }

    [Fact]
    public void Each_deployment_has_a_count_of_its_own_whatever_the_case_of_its_name()
    {
        var book = new QuotaBook(Requests(600), new Dictionary<string, EmulatorQuota> { ["big"] = Requests(1_200) }, _clock);
        Assert.Equal(10, Drain(book, "small"));
        Assert.Equal(0, Drain(book, "SMALL"));
        Assert.Equal(20, Drain(book, "Big"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, Drain(book, "small"));
    }

    [Fact]
    public void No_quota_is_found_where_none_is_set() =>
        Assert.Null(new QuotaBook(null, new Dictionary<string, EmulatorQuota> { ["big"] = Requests(1) }, _clock).Find("small"));

    [Fact]
    public void A_quota_is_set_for_all_that_have_none_of_their_own()
    {
        var book = new QuotaBook(Requests(600), new Dictionary<string, EmulatorQuota> { ["big"] = Requests(1_200) }, _clock);
        Assert.Equal(10, Drain(book, "small"));
        book.Set(Requests(900), null);
        Assert.Equal(5, Drain(book, "small"));
        Assert.Equal(15, Drain(book, "other"));
        Assert.Equal(20, Drain(book, "big"));
        book.Set(null, null);
        Assert.Null(book.Find("small"));
        Assert.NotNull(book.Find("big"));
    }

    [Fact]
    public void A_quota_is_set_and_taken_away_for_one_deployment()
    {
        var book = new QuotaBook(Requests(600), new Dictionary<string, EmulatorQuota>(), _clock);
        book.Set(Requests(60), "small");
        Assert.Equal(1, Drain(book, "small"));
        Assert.Equal(10, Drain(book, "other"));
        book.Set(null, "small");
        Assert.Null(book.Find("small"));
    }

    [Fact]
    public void Changes_count_from_the_moment_at_which_the_quota_came_into_force()
    {
        _clock.Advance(TimeSpan.FromHours(1));
        var book = new QuotaBook(null, new Dictionary<string, EmulatorQuota>(), _clock);
        _clock.Advance(TimeSpan.FromSeconds(30));
        book.Set(Requests(600) with { Changes = [new(TimeSpan.FromSeconds(10)) { Factor = 2 }] }, null);
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(10, Drain(book, "a"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(20, Drain(book, "a"));
        Assert.Equal(20, Drain(book, "first seen now"));
    }

    [Fact]
    public void A_quota_that_makes_no_sense_changes_nothing()
    {
        var book = new QuotaBook(Requests(600), new Dictionary<string, EmulatorQuota>(), _clock);
        Assert.Throws<ArgumentException>(() => book.Set(Requests(0), null));
        Assert.Equal(10, Drain(book, "a"));
    }
}
