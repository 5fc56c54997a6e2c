using System.Text.Json;

namespace Querent.Benchmarks.Endpoint;

/// <summary>What an emulator counted since the last reset.</summary>
/// <param name="Attempts">Requests that arrived.</param>
/// <param name="Answers">Those answered as they should be.</param>
/// <param name="Throttled">Those that its quota refused.</param>
/// <param name="ChargedTokens">What its quota charged on arrival.</param>
/// <param name="Faults">Those that a fault struck, by its name.</param>
/// <param name="Served">The latencies of answers.</param>
internal sealed record EmulatorCount(long Attempts, long Answers, long Throttled, long ChargedTokens, IReadOnlyDictionary<string, long> Faults, ServedLatency Served)
{
    public static EmulatorCount Parse(byte[] json)
    {
        using var counters = JsonDocument.Parse(json);
        JsonElement root = counters.RootElement;
        JsonElement served = root.GetProperty("served_latency_ms");
        JsonElement quota = root.GetProperty("quota");
        return new EmulatorCount(
            root.GetProperty("attempts").GetInt64(),
            root.GetProperty("goodput").GetProperty("answers").GetInt64(),
            quota.GetProperty("throttled_by_requests").GetInt64() + quota.GetProperty("throttled_by_tokens").GetInt64() + quota.GetProperty("throttled_by_capacity").GetInt64(),
            quota.GetProperty("charged_tokens").GetInt64(),
            root.GetProperty("faults").EnumerateObject().ToDictionary(fault => fault.Name, fault => fault.Value.GetInt64()),
            new ServedLatency(served.GetProperty("count").GetInt64(), TimeSpan.FromMilliseconds(served.GetProperty("mean").GetDouble())));
    }
}
