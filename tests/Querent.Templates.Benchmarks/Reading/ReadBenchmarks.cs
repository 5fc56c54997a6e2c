using BenchmarkDotNet.Attributes;

namespace Querent.Templates.Benchmarks.Reading;

/// <summary>One answer read each way.</summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    public static IEnumerable<AnswerShape> Shapes => AnswerShapes.All;

    [ParamsSource(nameof(Shapes))]
    public AnswerShape Shape { get; set; } = null!;

    [Benchmark(Baseline = true)]
    public object Generated() => Shape.Generated();

    [Benchmark]
    public object Strict() => Shape.Strict();

    [Benchmark]
    public object Lenient() => Shape.Lenient();

    [Benchmark]
    public object Reflection() => Shape.Reflection();

    [Benchmark]
    public object Document() => Shape.Document();

    [Benchmark]
    public object Answer() => Shape.Answer();
}
