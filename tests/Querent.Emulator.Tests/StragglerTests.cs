namespace Querent.Emulator.Tests;

public sealed class StragglerTests
{
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(20);

    private static TimeSpan[] Draw(EmulatorLatency latency)
        => [.. Enumerable.Range(0, 100_000).Select(prompt => latency.Of(new AttemptKey(StableHash.Mix((ulong)prompt), 1, prompt + 1), null))];

    [Fact]
    public void A_share_of_attempts_straggles_and_the_others_take_the_usual_time()
    {
        TimeSpan[] drawn = Draw(EmulatorLatency.Fixed(Usual).WithStragglers(0.001, Slow));
        Assert.InRange(drawn.Count(latency => latency == Slow), 60, 140);
        Assert.All(drawn, latency => Assert.True(latency == Slow || latency == Usual));
    }

    [Fact]
    public void The_same_attempts_straggle_each_time_and_others_with_another_seed()
    {
        EmulatorLatency usual = EmulatorLatency.Fixed(Usual);
        Assert.Equal(Draw(usual.WithStragglers(0.01, Slow)), Draw(usual.WithStragglers(0.01, Slow)));
        Assert.NotEqual(Draw(usual.WithStragglers(0.01, Slow)), Draw(usual.WithStragglers(0.01, Slow, seed: 1)));
    }

    [Theory]
    [InlineData("0.1")]
    [InlineData("2=50")]
    [InlineData("0.1=soon")]
    public void A_share_that_makes_no_sense_is_refused_with_the_option_named(string share)
        => Assert.Contains("--straggle", Assert.Throws<FormatException>(() => EmulatorArguments.Parse(["--straggle", share])).Message, StringComparison.Ordinal);

    [Fact]
    public void The_program_takes_a_share_and_its_latency()
    {
        EmulatorLatency latency = EmulatorArguments.Parse(["--latency", "50", "--straggle", "0.001=20000"]).Latency;
        Assert.Equal([Usual, Slow], Draw(latency).Distinct().Order());
    }
}
