namespace Querent.Emulator;

/// <summary>A number within bounds, to two decimals where the bounds leave room.</summary>
internal sealed class NumberAnswer(NumberBounds bounds) : AnswerNode
{
    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        double least = (double)bounds.Least;
        double most = (double)bounds.Most;
        double value = least + (random.NextUnit() * (most - least));
        double rounded = Math.Round(value, 2);
        output.Write(bounds.Holds(rounded) ? rounded : bounds.Holds(value) ? value : least + ((most - least) / 2));
    }

    protected override int ComputeHeight() => 0;
}
