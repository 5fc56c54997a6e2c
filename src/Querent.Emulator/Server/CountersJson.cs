using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Querent.Emulator;

/// <summary>Writes the counters for a reader in another process; times in milliseconds.</summary>
internal static class CountersJson
{
    public static ReadOnlyMemory<byte> Write(EmulatorCounters counters)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("attempts"u8, counters.Attempts);
            json.WriteNumber("distinct_prompts"u8, counters.DistinctPrompts);
            json.WriteNumber("in_flight"u8, counters.InFlight);
            json.WriteNumber("peak_in_flight"u8, counters.PeakInFlight);
            json.WriteNumber("aborted_by_client"u8, counters.AbortedByClient);
            json.WriteNumber("aborted_by_emulator"u8, counters.AbortedByEmulator);
            json.WriteStartObject("by_status"u8);
            foreach ((int status, long count) in counters.ByStatus)
            {
                json.WriteNumber(status.ToString(CultureInfo.InvariantCulture), count);
            }

            json.WriteEndObject();
            json.WriteStartObject("faults"u8);
            foreach ((string fault, long count) in counters.Faults)
            {
                json.WriteNumber(fault, count);
            }

            json.WriteEndObject();
            LatencySummary latency = counters.ServedLatency;
            json.WriteStartObject("served_latency_ms"u8);
            json.WriteNumber("count"u8, latency.Count);
            json.WriteNumber("mean"u8, latency.Mean.TotalMilliseconds);
            json.WriteNumber("p50"u8, latency.P50.TotalMilliseconds);
            json.WriteNumber("p95"u8, latency.P95.TotalMilliseconds);
            json.WriteNumber("p99"u8, latency.P99.TotalMilliseconds);
            json.WriteNumber("max"u8, latency.Max.TotalMilliseconds);
            json.WriteEndObject();
            Write(json, counters.Quota);
            Write(json, counters.Goodput);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, QuotaCounters quota)
    {
        json.WriteStartObject("quota"u8);
        json.WriteNumber("admitted"u8, quota.Admitted);
        json.WriteNumber("throttled_by_requests"u8, quota.ThrottledByRequests);
        json.WriteNumber("throttled_by_tokens"u8, quota.ThrottledByTokens);
        json.WriteNumber("throttled_by_capacity"u8, quota.ThrottledByCapacity);
        json.WriteNumber("charged_tokens"u8, quota.ChargedTokens);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, GoodputCounters goodput)
    {
        json.WriteStartObject("goodput"u8);
        json.WriteNumber("answers"u8, goodput.Answers);
        json.WriteNumber("tokens"u8, goodput.Tokens);
        json.WriteNumber("elapsed_ms"u8, goodput.Elapsed.TotalMilliseconds);
        json.WriteNumber("answers_per_second"u8, goodput.AnswersPerSecond);
        json.WriteNumber("tokens_per_minute"u8, goodput.TokensPerMinute);
        json.WriteEndObject();
    }
}
