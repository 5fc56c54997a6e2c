using Querent.Templates.Benchmarks.Fuzzing;

namespace Querent.Generators.Tests;

/// <summary>A sample of the command <c>fuzz</c> of <c>Querent.Templates.Benchmarks</c>, which tries 200,000 templates.</summary>
public sealed class FuzzTests
{
    private const int Size = 1 << 17;

    public static TheoryData<string> Huge() => [.. HugeTemplates.All(Size).Keys];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Random_and_mutated_templates_give_diagnostics_or_code_that_compiles(bool ofCells)
    {
        var fuzzer = new Fuzzer(seed: 4, ofCells);

        (string Template, string Fault)? found = fuzzer.Run(600);

        Assert.True(found is null, $"{found?.Template}\n{found?.Fault}");
        Assert.True(fuzzer is { Valid: > 50, Wrong: > 50 });
    }

    [Theory]
    [MemberData(nameof(Huge))]
    public void A_huge_template_comes_to_an_end_and_neither_throws_nor_overflows_the_stack(string name)
        => Assert.Null(new FuzzTarget().Try(HugeTemplates.All(Size)[name](), out _));
}
