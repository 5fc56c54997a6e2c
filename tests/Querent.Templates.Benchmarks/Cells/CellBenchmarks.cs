using BenchmarkDotNet.Attributes;

namespace Querent.Templates.Benchmarks.Cells;

/// <summary>One rendering each: of a query, and of a cell with the same prompt.</summary>
[MemoryDiagnoser]
public class CellBenchmarks : IDisposable
{
    private const int LargeCorrectness = 2;

    private readonly PromptWriter _writer = new();
    private readonly RowPlan<PlainMarking> _plain = RowPlan.Of<PlainMarking>();
    private readonly RowPlan<Marking> _matrix = RowPlan.Of<Marking>();
    private readonly PlainMarking.Input _plainInput;
    private readonly Marking.Input _input;

    public CellBenchmarks()
    {
        var solution = new Solution(string.Concat(Enumerable.Repeat("She sells 16 - 3 - 4 = 9 eggs & earns 9 * 2 = $18 <a day>.\n", 4)), "175b");
        const string question = "Janet's ducks lay 16 eggs per day. How much does she make every day at the farmers' market?";
        _plainInput = new PlainMarking.Input { Question = question, Large = solution };
        _input = new Marking.Input { Question = question, Small = new Solution("18", null), Large = solution };
    }

    /// <summary>What was written last.</summary>
    public ReadOnlySpan<byte> Written => _writer.WrittenMemory.Span;

    [GlobalCleanup]
    public void Dispose()
    {
        _writer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public int Query()
    {
        _writer.Clear();
        _plain.Render(0, _plainInput, [], _writer);
        return _writer.WrittenMemory.Length;
    }

    [Benchmark]
    public int Cell()
    {
        _writer.Clear();
        _matrix.Render(LargeCorrectness, _input, [], _writer);
        return _writer.WrittenMemory.Length;
    }
}
