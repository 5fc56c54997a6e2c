using System.Text.Json;

namespace Querent.Benchmarks.Web;

/// <summary>The latencies that the emulator really served, in milliseconds.</summary>
internal readonly record struct ServedPercentiles(double P50, double P95, double P99)
{
    public static async Task<ServedPercentiles> ReadAsync(Uri emulator, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        byte[] body = await client.GetByteArrayAsync(new Uri(emulator, "emulator/counters"), cancellationToken);
        using var counters = JsonDocument.Parse(body);
        JsonElement served = counters.RootElement.GetProperty("served_latency_ms");
        return new ServedPercentiles(served.GetProperty("p50").GetDouble(), served.GetProperty("p95").GetDouble(), served.GetProperty("p99").GetDouble());
    }
}
