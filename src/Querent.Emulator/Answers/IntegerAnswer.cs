namespace Querent.Emulator;

/// <summary>A whole number within bounds that are included.</summary>
internal sealed class IntegerAnswer(long least, long most, long step) : AnswerNode
{
    public override void Write(Utf8Buffer output, ref StableRandom random, int level) =>
        output.Write(step == 1 ? random.Next(least, most) : random.Next(least / step, most / step) * step);

    protected override int ComputeHeight() => 0;
}
