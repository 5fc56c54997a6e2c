using System.Text.Json;
using SolutionMarking;

namespace SampleRuns.Suite;

/// <summary>The sample that these tests run.</summary>
internal sealed partial class Sample
{
    public static SampleCommand Command => Program.Command;

    /// <summary>How many questions it asks about a row.</summary>
    public const int QueriesARow = 13;

    /// <summary>The columns of a row that failed, but for its error.</summary>
    public static readonly string[] InputColumns = ["question", "ground_truth", "small", "small_verified", "large", "large_verified"];

    /// <summary>The columns of an answered row.</summary>
    public static readonly string[] Columns =
    [
        .. InputColumns,
        "small_correctness_rationale", "small_correctness_score",
        "small_reasoning_rationale", "small_reasoning_score",
        "small_clarity_rationale", "small_clarity_score",
        "small_verified_correctness_rationale", "small_verified_correctness_score",
        "small_verified_reasoning_rationale", "small_verified_reasoning_score",
        "small_verified_clarity_rationale", "small_verified_clarity_score",
        "large_correctness_rationale", "large_correctness_score",
        "large_reasoning_rationale", "large_reasoning_score",
        "large_clarity_rationale", "large_clarity_score",
        "large_verified_correctness_rationale", "large_verified_correctness_score",
        "large_verified_reasoning_rationale", "large_verified_reasoning_score",
        "large_verified_clarity_rationale", "large_verified_clarity_score",
        "verdict_reason", "verdict_choice",
    ];

    /// <summary>The first column of each of the excerpt's rows.</summary>
    public static IReadOnlyList<string> FirstColumn { get; } =
        [.. File.ReadLines(Command.Excerpt).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("question").GetString()!)];

    /// <summary>A file of one row.</summary>
    public static string OneRow { get; } = Line("What is 2 + 3?", "right", "wrong", "longer", "shorter");

    /// <summary>A line of a file: the solutions that are <c>right</c> are known to be.</summary>
    public static string Line(string question, params string[] solutions)
    {
        string[] names = ["6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification"];
        var line = new Dictionary<string, object> { ["question"] = question, ["ground_truth"] = "Known: 5" };
        foreach ((string name, string solution) in names.Zip(solutions))
        {
            line[name] = new { solution = $"The {solution} one: <<2+3=5>>5", is_correct = solution == "right" };
        }

        return JsonSerializer.Serialize(line) + "\n";
    }
}
