namespace Querent.Benchmarks.CommandLine;

/// <summary>Nothing can be measured; the message tells the user why.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
