using Querent.Templates.Benchmarks.Answers;
using Querent.Templates.Benchmarks.Cells;
using Querent.Templates.Benchmarks.Fuzzing;
using Querent.Templates.Benchmarks.Generation;
using Querent.Templates.Benchmarks.Reading;
using Querent.Templates.Benchmarks.Rendering;

namespace Querent.Templates.Benchmarks;

/// <summary>The benchmarks of templates and readers: a command each. Exit code 0: every goal met; 1: one missed; 2: no such command.</summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["render"]:
                return RenderCommand.Run();
            case ["cells"]:
                return CellsCommand.Run();
            case ["read"]:
                return ReadCommand.Run();
            case ["generator"]:
                return GeneratorCommand.Run();
            case ["fuzz", "--count", var count, "--seed", var seed] when int.TryParse(count, out int templates) && int.TryParse(seed, out int start):
                return FuzzCommand.Run(templates, start);
            case ["fuzz-answers", "--count", var count, "--seed", var seed] when int.TryParse(count, out int answers) && int.TryParse(seed, out int start):
                return FuzzAnswersCommand.Run(answers, start);
            default:
                Console.Error.WriteLine("dotnet run -c Release --project tests/Querent.Templates.Benchmarks -- render|cells|read|generator|fuzz --count 200000 --seed 1|fuzz-answers --count 5000000 --seed 1");
                return 2;
        }
    }
}
