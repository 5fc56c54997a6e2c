using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class IncrementalTests
{
    private const string First = "[QueryRow] public partial record First { public required string Text { get; init; } [Query(\"{{ Text }}\")] public required Mark Mark { get; init; } }";
    private const string Second = "[QueryRow] public partial record Second { [Query(\"Hello\")] public required string Answer { get; init; } }";
    private const string Mark = "public sealed record Mark(int Score);";

    [Theory]
    [InlineData(First, "{{ Text }}", "{{ Text | xml }}", 1)]
    [InlineData(First, "{{ Text }}", "{{ Txt }}", 1)]   // its input is left
    [InlineData(First, "{ public", "{ [RowKey] public", 1)]
    [InlineData(Second, "Hello", "Goodbye", 1)]
    [InlineData(Mark, "int Score", "int Score, bool IsFinal", 1)]
    [InlineData(Mark, "int Score", "int Score /* out of ten */", 0)]
    public void An_edit_emits_the_rows_again_that_it_changes(string file, string old, string text, int emitted)
    {
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, First, Second, Mark);
        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest).RunGenerators(compilation, TestContext.Current.CancellationToken);
        SyntaxTree tree = compilation.SyntaxTrees.Single(candidate => candidate.ToString() == file);
        SyntaxTree edited = tree.WithChangedText(SourceText.From(file.Replace(old, text, StringComparison.Ordinal), Encoding.UTF8));

        driver = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, edited), TestContext.Current.CancellationToken);

        IEnumerable<IncrementalStepRunReason> outputs = GeneratorRun.ResultOf(driver).TrackedOutputSteps
            .SelectMany(step => step.Value).SelectMany(step => step.Outputs).Select(output => output.Reason);
        Assert.Equal(emitted, outputs.Count(reason => reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
    }

    [Fact]
    public void The_walk_finds_what_it_looks_for()
    {
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, Mark);

        Assert.NotNull(ObjectGraph.FindCompilerObject(new object[] { "x", Tuple.Create(1, compilation.GetTypeByMetadataName("Mark")) }));
        Assert.Null(ObjectGraph.FindCompilerObject(new object[] { "x", Tuple.Create(1, 2.0) }));
    }
}
