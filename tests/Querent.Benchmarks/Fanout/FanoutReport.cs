using System.Text.Json;

namespace Querent.Benchmarks.Fanout;

/// <summary>What one run of <c>fanout</c> prints; per query means per query that was answered.</summary>
/// <param name="Transport">What was measured.</param>
/// <param name="Qps">Queries answered a second.</param>
/// <param name="CpuUsPerQuery">Processor time, in microseconds.</param>
/// <param name="CompilerUsPerQuery">How long the compiler was at work, in microseconds: most of it is processor time.</param>
/// <param name="AllocBytesPerQuery">Managed memory.</param>
/// <param name="P50Ms">The median latency.</param>
/// <param name="P95Ms">The latency that 95 % stay within.</param>
/// <param name="P99Ms">The latency that 99 % stay within.</param>
/// <param name="RowsAnswered">Rows.</param>
/// <param name="RowsFailed">Rows.</param>
/// <param name="Attempts">Requests that were sent.</param>
/// <param name="PeakRssMb">The most memory that was resident.</param>
/// <param name="ColdStartMs">From the start of the process to its first request.</param>
internal sealed record FanoutReport(
    string Transport,
    double Qps,
    double CpuUsPerQuery,
    double CompilerUsPerQuery,
    double AllocBytesPerQuery,
    double P50Ms,
    double P95Ms,
    double P99Ms,
    long RowsAnswered,
    long RowsFailed,
    long Attempts,
    double PeakRssMb,
    double ColdStartMs)
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>One line.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Names);

    public static FanoutReport Parse(string json) => JsonSerializer.Deserialize<FanoutReport>(json, Names)!;
}
