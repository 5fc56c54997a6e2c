namespace SampleRuns;

/// <summary>What to do, from the command line.</summary>
/// <param name="Input">The file with the rows.</param>
/// <param name="Output">The file for what came of them.</param>
/// <param name="Rows">The most rows to read.</param>
/// <param name="Concurrency">The most questions in flight at a time.</param>
/// <param name="Latency">How long the emulator takes to answer.</param>
public sealed record SampleOptions(string Input, string Output, int Rows, int Concurrency, TimeSpan Latency);
