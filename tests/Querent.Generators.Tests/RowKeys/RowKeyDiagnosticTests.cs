using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests.RowKeys;

/// <summary>What comes of a row whose key is wrong; the catalogue has the ways in which it may be.</summary>
public sealed class RowKeyDiagnosticTests
{
    [Theory]
    [InlineData("double", false)]
    [InlineData("string?", false)]
    [InlineData("int", true)]
    public async Task Of_a_row_with_a_wrong_key_only_the_input_is_generated(string type, bool isRight)
    {
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, $"[QueryRow] public partial record Row([RowKey] {type} Id, [Query(\"Hello\")] string A);");

        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest).RunGenerators(compilation, TestContext.Current.CancellationToken);

        string source = Assert.Single(GeneratorRun.ResultOf(driver).GeneratedSources).SourceText.ToString();
        Assert.Contains("record Input(", source, StringComparison.Ordinal);
        Assert.Equal(isRight, source.Contains("IQueryRow", StringComparison.Ordinal));
        Assert.Equal(isRight ? [] : ["QRN0022"], (await Diagnosis.Of(compilation, LanguageVersion.Latest)).Select(diagnostic => diagnostic.Id));
    }

    [Fact]
    public Task Every_part_of_a_key_is_told_what_is_wrong_with_it() => Diagnosis.Expect(
        """
        [QueryRow]
        public partial record Row
        {
            [RowKey] public required List<int> [|Numbers|] { get; init; }
            [RowKey] public required string Box { get; init; }
            [RowKey] public string? [|Page|] { get; init; }
            [Query("{{ Box }}")] public required string A { get; init; }
        }
        """,
        ("QRN0022", "'Numbers' cannot be the key of its row: a 'List<int>' has no text that it alone has; take a string, an integer, a decimal, a bool, a Guid, a Uri, an enum, a date or a time"),
        ("QRN0022", "'Page' cannot be the key of its row: it may be null, and rows whose key is null are not told apart; make it a 'string', or mark a property that always has a value"));
}
