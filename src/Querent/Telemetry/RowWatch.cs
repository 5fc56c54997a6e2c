using System.Buffers;
using System.Text.Json;

namespace Querent;

/// <summary>A row whose attempts are told of.</summary>
internal abstract class RowWatch(AttemptTelemetry telemetry, string rowType, long number, long index)
{
    public AttemptTelemetry Telemetry => telemetry;

    public string RowType => rowType;

    public long Number => number;

    public long Index => index;

    /// <summary>The hash of the row's variables; null when they could not be read.</summary>
    public abstract string? InputHash { get; }
}

/// <summary>A row of one type whose attempts are told of.</summary>
internal sealed class RowWatch<TRow>(AttemptTelemetry telemetry, RowPlan<TRow> plan, object input, long number, long index)
    : RowWatch(telemetry, plan.Name, number, index)
    where TRow : class
{
    private readonly Lazy<string?> _inputHash = new(() => Hash(plan, input));

    public override string? InputHash => _inputHash.Value;

    private static string? Hash(RowPlan<TRow> plan, object input)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        try
        {
            return Convert.ToHexStringLower(Querent.InputHash.Of(plan, input, buffer, json));
        }
        catch (Exception)
        {
            return null;   // the prompt's own failure says it better
        }
    }
}
