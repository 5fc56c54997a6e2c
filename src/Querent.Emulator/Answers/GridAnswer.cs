using System.Globalization;

namespace Querent.Emulator;

/// <summary>A multiple of a step: a whole number where the step is 1.</summary>
/// <param name="first">The least factor.</param>
/// <param name="last">The largest factor.</param>
/// <param name="step">More than 0.</param>
/// <param name="denied">The factors in between that are none, in order; fewer than there are.</param>
internal sealed class GridAnswer(long first, long last, decimal step, long[] denied) : AnswerNode
{
    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        long factor = random.Next(first, last - denied.Length);
        foreach (long gap in denied)
        {
            factor += factor >= gap ? 1 : 0;
        }

        if (step == 1)
        {
            output.Write(factor);
            return;
        }

        decimal value = factor * step;
        value.TryFormat(output.GetSpan(64), out int written, "0.############################", CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    protected override int ComputeHeight() => 0;
}
