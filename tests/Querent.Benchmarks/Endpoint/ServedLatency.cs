namespace Querent.Benchmarks.Endpoint;

/// <summary>The latencies really served: from a request's arrival at the emulator to the moment before its answer was written.</summary>
/// <param name="Count">How many answers.</param>
/// <param name="Mean">Exact.</param>
internal readonly record struct ServedLatency(long Count, TimeSpan Mean);
