using Querent.Answers.Suite.Fuzzing;
using Querent.Answers.Suite.Shapes;

namespace Querent.Answers.Tests;

/// <summary>A sample of the command <c>fuzz-answers</c> of <c>Querent.Templates.Benchmarks</c>, which tries five million.</summary>
public sealed class FuzzTests
{
    private const int Seed = 5;
    private const int Inputs = 50_000;
    private const int Size = 10_000_000;

    public static TheoryData<string> Huge() => [.. HugeAnswers.All.Select(huge => huge.Name)];

    [Fact]
    public void Whatever_comes_is_read_or_refused_with_the_typed_exception()
    {
        var fuzzer = new AnswerFuzzer(Seed);

        (string Answer, byte[] Input, Exception Fault)? found = fuzzer.Run(Inputs);

        Assert.True(found is null, $"{found?.Answer}, seed {Seed}: {Convert.ToHexString(found?.Input ?? [])}\n{found?.Fault}");
        Assert.True(fuzzer.Taken > Inputs / 20, $"Only {fuzzer.Taken} of {Inputs} were read.");
        Assert.Equal("allowed duplicate empty enum format json length pattern range required type union unknown", string.Join(' ', fuzzer.Refused.Keys));
    }

    [Theory]
    [MemberData(nameof(Huge))]
    public void Ten_megabytes_of_one_thing_are_read_or_refused_with_the_typed_exception(string name)
    {
        (_, string query, Func<int, byte[]> make) = HugeAnswers.All.Single(huge => huge.Name == name);
        AnswerUnderTest answer = AllAnswers.Azure.Single(answer => answer.Name == query);
        byte[] json = make(Size);

        Assert.Null(Record.Exception(() => answer.Query.Read(json)) is { } fault and not AnswerException ? fault : null);
    }
}
