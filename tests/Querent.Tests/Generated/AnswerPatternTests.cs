using System.Text;
using System.Text.RegularExpressions;

namespace Querent.Tests.Generated;

public class AnswerPatternTests
{
    [Fact]
    public void A_pattern_that_runs_away_is_refused_once_its_time_is_over()
    {
        AnswerException refusal = Refuse(AnswerPatterns.Timed("(?=(a+)+$)a+b", 20));

        Assert.Equal(("$", "pattern"), (refusal.Path, refusal.Rule));
        Assert.Contains("within 20 ms", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_without_looking_ahead_is_linear()
    {
        Regex pattern = AnswerPatterns.Linear("(a+)+b", 20);

        Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking));
        Assert.Contains("as a whole", Refuse(pattern).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_turns_out_not_to_be_linear_is_held_to_its_time()
        => Assert.Equal(TimeSpan.FromMilliseconds(20), AnswerPatterns.Linear(@"(a)\1", 20).MatchTimeout);

    private static AnswerException Refuse(Regex pattern)
        => Assert.Throws<AnswerException>(() => new AnswerReader(Encoding.UTF8.GetBytes($"\"{new string('a', 60)}!\""))
            .ReadAnswer((ref AnswerReader reader) => reader.Matches(reader.ReadString(), pattern)));
}
