using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Querent.Testing.Tests;

public partial class DocumentationTests
{
    [Theory]
    [InlineData("docs/testing.md")]
    [InlineData("README.md")]
    public void Code_that_a_page_quotes_stands_in_the_file_that_it_names(string page)
    {
        string root = RootFolder();
        Match[] quotes = [.. Quotes().Matches(File.ReadAllText(Path.Combine(root, page))).Where(quote => quote.Groups["file"].Value.StartsWith("tests/Querent.Testing.Tests", StringComparison.Ordinal))];

        Assert.NotEmpty(quotes);
        Assert.All(quotes, quote => Assert.Contains(
            Unindented(quote.Groups["code"].Value),
            Unindented(File.ReadAllText(Path.Combine(root, quote.Groups["file"].Value))),
            StringComparison.Ordinal));
    }

    private static string Unindented(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string RootFolder([CallerFilePath] string file = "") => Path.GetFullPath("../../..", Path.GetDirectoryName(file)!);

    [GeneratedRegex(@"<!-- quoted from (?<file>\S+) -->\r?\n```\w+\r?\n(?<code>.*?)\r?\n```", RegexOptions.Singleline)]
    private static partial Regex Quotes();
}
