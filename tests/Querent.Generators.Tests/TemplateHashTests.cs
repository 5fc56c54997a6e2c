using System.Text.RegularExpressions;

namespace Querent.Generators.Tests;

/// <summary>Whatever changes a prompt changes its hash, and nothing else does.</summary>
public sealed partial class TemplateHashTests
{
    private const string Row = """"
        public enum Rubric { [Criterion("Is it right?", Code = "R", Subcriteria = ["units"])] Right, [Criterion("Is it clear?")] Clear }

        [QueryRow]
        [CaseStudy("one", nameof(A), As = ["Text"], Context = "the first")]
        [CaseStudy("two", nameof(B), As = ["Text"])]
        public partial record Row
        {
            public required string A { get; init; }
            public required string B { get; init; }

            [QueryMatrix("{{ case.Text }} {{ criterion.Code }}")]
            [Example("""{ "case": { "text": "x" } }""", "1", Case = "two")]
            public required Matrix<Case, Rubric, int> Marks { get; init; }

            [Query("{% for k in Marks.Criteria %}{{ k.Description }}{% endfor %}")]
            public required string Verdict { get; init; }

            [Query("Hello {{ A }}")]
            public required string Plain { get; init; }
        }
        """";

    // The hashes in the order of the generated code: Marks[one, …], Marks[two, …], Verdict, Plain.
    [Theory]
    [InlineData("Is it right?", "Is it wrong?", "0 2 4")]
    [InlineData("\"units\"", "\"steps\"", "0 2 4")]
    [InlineData("the first", "the 1st", "0 1 4")]
    [InlineData("nameof(A), As", "nameof(B), As", "0 1 4")]
    [InlineData("\"x\"", "\"y\"", "2 3")]
    [InlineData("Case = \"two\"", "Case = \"one\"", "0 1 2 3")]
    [InlineData("Hello", "Hallo", "5")]
    public void What_changes_a_prompt_changes_its_hash_and_no_others(string from, string to, string changed)
    {
        string[] before = Hashes(Row);
        string[] after = Hashes(Row.Replace(from, to, StringComparison.Ordinal));

        Assert.Equal(6, before.Length);
        Assert.Equal(changed, string.Join(' ', Enumerable.Range(0, 6).Where(place => before[place] != after[place])));
    }

    private static string[] Hashes(string source) => [.. Hash().Matches(Harness.GeneratorRun.Of(source).Source).Select(match => match.Value)];

    [GeneratedRegex("(?<=\")[0-9a-f]{64}(?=\")")]
    private static partial Regex Hash();
}
