using BenchmarkDotNet.Attributes;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>One rendering each, of another row each time.</summary>
[MemoryDiagnoser]
public class RenderBenchmarks
{
    private IPromptEngine _engine = null!;
    private int _number;

    [Params(RenderCommand.Generated, RenderCommand.Interpolation, "Fluid", "Handlebars.Net")]
    public string Engine { get; set; } = "";

    [GlobalSetup]
    public void SetUp() => _engine = RenderCommand.Engines[Engine]();

    [Benchmark]
    public int Ticket() => _engine.Ticket(_number = (_number + 1) % RenderData.Tickets.Length);

    [Benchmark]
    public int Case() => _engine.Case(_number = (_number + 1) % RenderData.Cases.Length);
}
