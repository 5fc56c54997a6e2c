using Querent;

namespace SampleRuns;

/// <summary>What to do, from the command line.</summary>
/// <param name="Input">The file with the rows.</param>
/// <param name="Output">The file for what came of them.</param>
/// <param name="Rows">The most rows to read.</param>
/// <param name="Concurrency">The most questions in flight at a time.</param>
/// <param name="Latency">How long the emulator takes to answer.</param>
/// <param name="Journal">Where answers are kept; null for nowhere.</param>
public sealed record SampleOptions(string Input, string Output, int Rows, int Concurrency, TimeSpan Latency, SampleJournal? Journal = null);

/// <summary>Where answers are kept.</summary>
/// <param name="File">The journal's file.</param>
/// <param name="Resume">Whether to go on with what it holds.</param>
/// <param name="RetryFailed">Which rows that failed before are asked again.</param>
public sealed record SampleJournal(string File, bool Resume, FailedRowRetry RetryFailed);
