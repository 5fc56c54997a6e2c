namespace Querent.Limits.Tests;

/// <summary>Whether a refusal is the first of many, by what becomes of those after it.</summary>
public class RefusalSuspicionTests
{
    private const double RefusalTakes = 0.002;
    private const int Level = 64;

    private readonly RefusalSuspicion _suspicion = new();

    [Fact]
    public void One_that_follows_a_refusal_and_is_refused_as_well_makes_it_more_than_chance()
    {
        Assert.Equal(0, Refuse(1));
        Assert.Equal(1, Refuse(1.01));
    }

    [Fact]
    public void One_that_follows_a_refusal_and_is_not_refused_makes_it_chance()
    {
        Assert.Equal(0, Refuse(1));
        _suspicion.Sent(1.01);

        Assert.Equal(0, Refuse(1.05));   // the first of others
    }

    [Fact]
    public void One_of_many_that_follow_is_chance_too()
    {
        Assert.Equal(0, Refuse(1));
        for (int attempt = 0; attempt < 9; attempt++)
        {
            _suspicion.Sent(1.01);
        }

        Assert.Equal(0, Refuse(1.01));
    }

    [Fact]
    public void Refusals_of_half_of_what_is_in_flight_are_more_than_chance()
    {
        List<int> all = [.. Enumerable.Range(0, Level / 2).Select(_ => _suspicion.Refused(new AttemptSignal(AttemptVerdict.Refused, 1, 1 + RefusalTakes), Level))];

        Assert.All(all.SkipLast(1), refused => Assert.Equal(0, refused));
        Assert.Equal(Level / 2, all[^1]);
    }

    [Fact]
    public void Refusals_that_have_been_chance_again_and_again_mostly_are()
    {
        for (int second = 1; second <= 8; second++)
        {
            Assert.Equal(second > 6, _suspicion.IsMostlyChance);
            Refuse(second);
            _suspicion.Sent(second + 0.01);
            _suspicion.Sent(second + 0.1);
        }

        for (int second = 11; second <= 18; second++)
        {
            Refuse(second);
            Refuse(second + 0.01);
        }

        Assert.False(_suspicion.IsMostlyChance);
    }

    private int Refuse(double at)
    {
        _suspicion.Sent(at);
        return _suspicion.Refused(new AttemptSignal(AttemptVerdict.Refused, at, at + RefusalTakes), Level);
    }
}
