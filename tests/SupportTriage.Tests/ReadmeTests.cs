using System.Reflection;
using System.Text.RegularExpressions;

namespace SupportTriage.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Root = typeof(ReadmeTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Code_that_the_README_quotes_stands_in_the_file_that_it_names()
    {
        MatchCollection quotes = Quotes().Matches(File.ReadAllText(Path.Combine(Root, "README.md")));

        Assert.NotEmpty(quotes);
        Assert.All(quotes, quote => Assert.Contains(
            Unindented(quote.Groups["code"].Value),
            Unindented(File.ReadAllText(Path.Combine(Root, quote.Groups["file"].Value))),
            StringComparison.Ordinal));
    }

    // A block from inside a method is quoted without the method's indentation.
    private static string Unindented(string code)
        => string.Join('\n', code.Split('\n').Select(line => line.TrimStart()));

    [GeneratedRegex(@"<!-- quoted from (?<file>\S+) -->\n```\w+\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Quotes();
}
