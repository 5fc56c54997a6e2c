namespace SolutionMarking.Tests;

public sealed class BadFileTests
{
    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("Hello")]
    [InlineData("""{"question":"Why?"}""")]
    [InlineData("""{"question":null,"ground_truth":"","6b_finetuning":{"solution":"","is_correct":true},"6b_verification":{"solution":"","is_correct":true},"175b_finetuning":{"solution":"","is_correct":true},"175b_verification":{"solution":"","is_correct":true}}""")]
    public async Task A_line_that_is_no_question_with_its_solutions_is_named_and_the_rows_before_it_are_kept(string line)
    {
        using var sample = new Sample();

        await sample.IsRefusedAsync(": not a question with its solutions. A line is", "--input", sample.Write("questions.jsonl", $"{Sample.OneRow}\n{line}\n"), "--latency", "0");
        Assert.Contains("questions.jsonl, line 3", sample.Error, StringComparison.Ordinal);
        Assert.Single(sample.Lines);
    }

    [Fact]
    public async Task The_place_in_a_line_that_is_wrong_is_named()
    {
        using var sample = new Sample();
        string input = sample.Write("questions.jsonl", Sample.OneRow.Replace(":true", ":\"yes\"", StringComparison.Ordinal));

        await sample.IsRefusedAsync("line 1, at $.6b_finetuning.is_correct: not a question", "--input", input);
    }

    [Fact]
    public async Task A_file_of_blank_lines_is_no_mistake_and_says_that_there_was_nothing_to_ask()
    {
        using var sample = new Sample();

        Assert.Equal(0, await sample.RunAsync("--input", sample.Write("questions.jsonl", "\n \n")));

        Assert.Empty(sample.Lines);
        Assert.Contains("has no rows", sample.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Marks that agree", sample.Output, StringComparison.Ordinal);
    }
}
