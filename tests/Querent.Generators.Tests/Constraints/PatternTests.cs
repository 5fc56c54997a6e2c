using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Querent.Generators.Binding.Constraints;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests.Constraints;

public sealed class PatternTests
{
    [Theory]
    [InlineData("[A-Z]{3}")]
    [InlineData(@"(?i)\w+(?:-\d+)?")]
    [InlineData(@"(?<year>\d{4})-(?'month'\d\d)")]
    [InlineData(@"[\]()?=!<-]+\(\?=")]
    [InlineData(@"[]\1(?=]+")]
    [InlineData(@"[^]\1(?=]+")]
    [InlineData("[a-z-[aeiou]]+(a)")]
    [InlineData("(?=.*x).*")]
    [InlineData("(?!x).*")]
    [InlineData("(?<=x)y")]
    [InlineData("(?<!x)y")]
    [InlineData("(?>a+)b")]
    [InlineData(@"(a)\1")]
    [InlineData(@"(?<n>a)\k<n>")]
    [InlineData("(a)?(?(1)b|c)")]
    [InlineData("(?<open>a)(?<close-open>b)")]
    [InlineData(@"\Ga")]
    [InlineData(@"\bword\b$")]
    public void What_is_called_linear_is_what_NonBacktracking_takes(string pattern)
        => Assert.Equal(IsTaken(pattern), LinearPattern.Is(pattern));

    [Theory]
    [InlineData("[A-Z]{2}[0-9]{1,3}", "^(?:[A-Z]{2}[0-9]{1,3})?$")]
    [InlineData("^[a-c]+$", "^(?:[a-c]+)?$")]
    [InlineData("^(a|ab)$", "^(?:(a|ab))?$")]
    [InlineData(@"[ab]+\.[bc]*", @"^(?:[ab]+\.[bc]*)?$")]
    [InlineData("a{2}b?", "^(?:a{2}b?)?$")]
    [InlineData("a|ab", null)]
    [InlineData("^a|b$", null)]
    [InlineData("a?(ab)?", null)]
    [InlineData("a*ab", null)]
    [InlineData("a+?", null)]
    [InlineData(@"\d{4}", null)]
    [InlineData(@"\w+", null)]
    [InlineData("a.c", null)]
    [InlineData("[^a]", null)]
    [InlineData("é", null)]
    [InlineData("(?i)a", null)]
    [InlineData("(?=a)a", null)]
    [InlineData(@"(a)\1", null)]
    [InlineData("[a-z-[b]]", null)]
    [InlineData(@"\$", @"^(?:\$)?$")]
    [InlineData(@"a\\$", null)]
    public void A_pattern_goes_into_the_schema_where_it_means_the_same(string pattern, string? translated)
    {
        Assert.Equal(translated, SchemaPattern.Of(pattern, takesEmpty: true));
        Assert.Equal(translated?.Replace(")?$", ")$", StringComparison.Ordinal), SchemaPattern.Of(pattern, takesEmpty: false));
    }

    [Fact]
    public void A_translated_pattern_lets_the_same_texts_pass()
    {
        string[] pieces = ["a", "b", "ab", "[ab]", "[a-c]", "(ab)", "(?:a|b)", "c", @"\.", "(a|ab)"];
        string[] counts = ["", "", "?", "*", "+", "{2}", "{1,2}", "+?"];
        var random = new Random(1);
        int translated = 0;
        for (int i = 0; i < 3000; i++)
        {
            string pattern = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => pieces[random.Next(pieces.Length)] + counts[random.Next(counts.Length)]));
            pattern = random.Next(2) == 0 ? pattern : $"^{pattern}$";
            if (SchemaPattern.Of(pattern, takesEmpty: true) is not { } own)
            {
                continue;
            }

            translated++;
            var attribute = new RegularExpressionAttribute(pattern);
            for (int j = 0; j < 20; j++)
            {
                string text = string.Concat(Enumerable.Range(0, random.Next(0, 6)).Select(_ => "abc."[random.Next(4)]));
                Assert.True(attribute.IsValid(text) == Regex.IsMatch(text, own, RegexOptions.ECMAScript), $"{pattern} on '{text}'");
            }
        }

        Assert.True(translated > 500, $"{translated} translated");
    }

    [Theory]
    [InlineData("MatchTimeoutInMilliseconds = -1", -1)]
    [InlineData("MatchTimeoutInMilliseconds = 7", 7)]
    [InlineData("ErrorMessage = \"no\"", 2000)]
    public void A_pattern_that_looks_around_has_the_time_that_its_attribute_gives_it(string argument, int expected)
    {
        string source = GeneratorRun.Of($$"""
            [QueryRow]
            public partial record Row { [Query("?")] [RegularExpression("(?=a)a", {{argument}})] public required string Answer { get; init; } }
            """).Source;

        Assert.Contains($"AnswerPatterns.Timed(\"(?=a)a\", {expected})", source, StringComparison.Ordinal);
        Assert.Equal(new RegularExpressionAttribute("a") { MatchTimeoutInMilliseconds = expected }.MatchTimeout, AnswerPatterns.Timed("a", expected).MatchTimeout);
    }

    private static bool IsTaken(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
