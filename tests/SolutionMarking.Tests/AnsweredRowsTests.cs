using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Querent.Emulator;

namespace SolutionMarking.Tests;

public sealed class AnsweredRowsTests
{
    [Fact]
    public async Task A_hundred_questions_get_twelve_marks_and_a_verdict_without_any_option_or_account()
    {
        using var sample = new Sample();

        Assert.Equal(0, await sample.RunAsync("--latency", "1"));

        JsonElement[] lines = sample.Lines;
        Assert.Equal(100, lines.Length);
        Assert.All(lines, line =>
        {
            Assert.Equal(Sample.Columns, line.EnumerateObject().Select(column => column.Name));
            Assert.All(line.EnumerateObject().Where(column => column.Name.EndsWith("_score", StringComparison.Ordinal)), score => Assert.InRange(score.Value.GetInt32(), 0, 10));
            Assert.Contains(line.GetProperty("verdict_choice").GetString(), Enum.GetNames<Choice>());
        });
        Assert.Contains("100 answered, 0 failed", sample.Output, StringComparison.Ordinal);
        Match attempts = Regex.Match(sample.Output, "([0-9,]+), of which 0 were retries");
        Match shared = Regex.Match(sample.Output, "([0-9,]+) queries asked what was being asked already");   // some questions have two equal solutions
        Assert.Equal(1300, Number(attempts) + (shared.Success ? Number(shared) : 0));

        static int Number(Match match) => int.Parse(match.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Every_row_of_the_excerpt_comes_out_in_its_place_with_its_solutions_as_they_came()
    {
        using var sample = new Sample();

        Assert.Equal(0, await sample.RunAsync("--rows", "1000", "--concurrency", "64", "--latency", "0"));

        Assert.Equal(
            File.ReadLines(Sample.Command.Excerpt).Select(line => Inputs(JsonDocument.Parse(line).RootElement)),
            sample.Lines.Select(Inputs));
    }

    [Fact]
    public async Task Each_mark_belongs_to_its_solution_and_criterion()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new() { Answer = Echo });
        using Sample sample = new Sample().On(model);
        string input = sample.Write("questions.jsonl", Sample.Line("First?", "P", "Q", "R", "S") + Sample.Line("Second?", "T", "U", "V", "W"));

        Assert.Equal(0, await sample.RunAsync("--input", input));

        Assert.Equal(
            [
                "P correctness", "P reasoning", "P clarity", "Q correctness", "Q reasoning", "Q clarity",
                "R correctness", "R reasoning", "R clarity", "S correctness", "S reasoning", "S clarity",
            ],
            sample.Lines[0].EnumerateObject().Where(column => column.Name.EndsWith("_rationale", StringComparison.Ordinal)).Select(column => column.Value.GetString()!));
        Assert.Equal("W clarity", sample.Lines[1].GetProperty("large_verified_clarity_rationale").GetString());
    }

    [Fact]
    public async Task The_output_says_that_an_emulator_answered_and_that_its_agreement_is_chance()
    {
        using var sample = new Sample();

        await sample.RunAsync("--rows", "3", "--latency", "0");

        Assert.Contains("an emulator in this process", sample.Output, StringComparison.Ordinal);
        Assert.Contains("Marks that agree with the known correctness", sample.Output, StringComparison.Ordinal);
        Assert.Contains("The emulator's answers are invented", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_models_marks_are_compared_with_what_is_known_of_each_solution()
    {
        await using OpenAIEmulator model = await ModelOfATest.StartAsync(new()
        {
            Answer = request => ModelOfATest.Said(
                !request.User.Contains("Mark this solution", StringComparison.Ordinal) ? """{"reason":"r","choice":"A"}"""
                : request.User.Contains("clarity", StringComparison.Ordinal) || request.User.Contains("The right one", StringComparison.Ordinal)
                    ? """{"rationale":"Good.","score":10}"""
                    : """{"rationale":"Bad.","score":4}"""),
        });
        using Sample sample = new Sample().On(model);
        string input = sample.Write("questions.jsonl", Sample.Line("1?", "right", "wrong", "wrong", "wrong") + Sample.Line("2?", "wrong", "wrong", "wrong", "right"));

        Assert.Equal(0, await sample.RunAsync("--input", input));

        string[] table = sample.Output.Split('\n');
        Assert.Equal(["Correctness", "100 %", "100 %", "100 %", "100 %", "100 %"], Cells(table, "Correctness"));
        Assert.Equal(["Clarity", "50 %", "0 %", "0 %", "50 %", "25 %"], Cells(table, "Clarity"));
        Assert.Equal(["Known right", "50 %", "0 %", "0 %", "50 %", "25 %"], Cells(table, "Known right"));
        Assert.Contains("2 chose a solution, 1 of them a right one", sample.Output, StringComparison.Ordinal);
        Assert.Contains("gpt-of-a-test", sample.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("invented", sample.Output, StringComparison.Ordinal);
    }

    private static string Inputs(JsonElement line) => string.Join('\n', line.EnumerateObject().Take(Sample.InputColumns.Length).Select(column => column.Value.ValueKind == JsonValueKind.Object
        ? $"{column.Value.GetProperty("solution")} {column.Value.GetProperty("is_correct")}"
        : column.Value.GetString()));

    private static string[] Cells(string[] table, string row)
        => table.Single(line => line.StartsWith($"│ {row} ", StringComparison.Ordinal)).Split('│', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // Says of a cell what it is about.
    private static EmulatorAnswer? Echo(EmulatorRequest request)
    {
        string[] words = request.User.Split([' ', ':', '.'], StringSplitOptions.RemoveEmptyEntries);
        int thing = Array.IndexOf(words, "thing");
        return thing < 0 ? null : new EmulatorAnswer(JsonSerializer.Serialize(new { rationale = $"{words[Array.IndexOf(words, "one") - 1]} {words[thing + 2]}", score = 5 }));
    }
}
