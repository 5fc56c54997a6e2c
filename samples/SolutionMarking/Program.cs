using System.CommandLine;
using SampleRuns;

namespace SolutionMarking;

internal static class Program
{
    internal static readonly SampleCommand Command = new()
    {
        Description = "Asks a language model to mark four solutions to each question by three criteria, and for a verdict over all twelve marks.",
        InputDescription = "A JSONL file in the form of GSM8K's model solutions. [default: 147 questions that come with the sample]",
        Excerpt = Path.Combine(AppContext.BaseDirectory, "data", "gsm8k-model-solutions-excerpt.jsonl"),
        OutputName = "solution-marking.jsonl",
        Rows = 100,
        Run = async (options, console, cancellationToken) =>
        {
            using SolvedQuestions questions = SolvedQuestions.Open(options.Input);
            return await RowRun.RunAsync(questions.Read(), new MarkFindings(), options, console, cancellationToken);
        },
    };

    private static Task<int> Main(string[] args) => Command.InvokeAsync(args, new InvocationConfiguration(), CancellationToken.None);
}
