using System.Text.Json;
using SampleRuns;

namespace SolutionMarking;

/// <summary>Reads questions with their solutions from a file of one JSON object a line, one at a time. Blank lines are skipped.</summary>
internal sealed class SolvedQuestions : IDisposable
{
    private const string Needed = "A line is a JSON object with 'question', 'ground_truth' and the solutions '6b_finetuning', '6b_verification', '175b_finetuning' and '175b_verification', each with 'solution' and 'is_correct'.";

    private readonly string _file;
    private readonly StreamReader _lines;

    private SolvedQuestions(string file)
    {
        _file = file;
        _lines = InputFile.Open(file, Needed);
    }

    /// <summary>Opens a file.</summary>
    /// <exception cref="UsageException">There is no such file, or it is empty.</exception>
    public static SolvedQuestions Open(string file) => new(file);

    /// <summary>The questions, in the file's order; read as they are asked for.</summary>
    /// <exception cref="UsageException">A line is not what it should be; the questions before it were given.</exception>
    public IEnumerable<Marking.Input> Read()
    {
        for (long line = 1; ReadLine(line) is { } json; line++)
        {
            if (!string.IsNullOrWhiteSpace(json))
            {
                yield return Parse(json, line).ToInput();
            }
        }
    }

    public void Dispose() => _lines.Dispose();

    private SolvedQuestion Parse(string json, long line)
    {
        try
        {
            return JsonSerializer.Deserialize(json, SolvedQuestionJson.Default.SolvedQuestion) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            string where = exception.Path is { Length: > 1 } path ? $", at {path}" : "";
            throw new UsageException($"{_file}, line {line}{where}: not a question with its solutions. {Needed}", exception);
        }
    }

    private string? ReadLine(long line)
    {
        try
        {
            return _lines.ReadLine();
        }
        catch (Exception exception) when (InputFile.Explain(exception, _file, line) is { } usage)
        {
            throw usage;
        }
    }
}
