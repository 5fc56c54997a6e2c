using System.Globalization;

namespace Querent.Emulator;

/// <summary>A date, a time of day, a moment or a duration within a range.</summary>
internal sealed class MomentAnswer : AnswerNode
{
    private readonly string _format;
    private readonly long _first;
    private readonly long _last;
    private readonly long _unit;

    private MomentAnswer(string format, long first, long last, long unit) => (_format, _first, _last, _unit) = (format, first, last, unit);

    /// <summary>What lies from one tick to another: whole days for dates, and whole seconds where there is one.</summary>
    /// <param name="format">The form: <c>date</c>, <c>date-time</c>, <c>time-of-day</c> or <c>time-span</c>.</param>
    /// <param name="least">The first tick.</param>
    /// <param name="most">The last tick.</param>
    /// <param name="path">Where the schema stands.</param>
    /// <exception cref="SchemaException">Nothing is in the range.</exception>
    public static MomentAnswer Of(string format, long least, long most, string path)
    {
        long unit = format == "date" ? TimeSpan.TicksPerDay : TimeSpan.TicksPerSecond;
        long last = (long)Math.Floor((decimal)most / unit);
        long first = (long)Math.Ceiling((decimal)least / unit);
        return first <= last ? new MomentAnswer(format, first, last, unit)
            : format != "date" && least <= most ? new MomentAnswer(format, least, most, 1)
            : throw new SchemaException(path, "no date or time is within these limits.");
    }

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        long ticks = random.Next(_first, _last) * _unit;
        output.Write("\""u8);
        output.Write(_format switch
        {
            "date" => new DateTime(ticks).ToString("yyyy-MM-dd", invariant),
            "date-time" => new DateTime(ticks).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", invariant),
            _ => new TimeSpan(ticks).ToString("c", invariant),
        });
        output.Write("\""u8);
    }

    protected override int ComputeHeight() => 0;
}
