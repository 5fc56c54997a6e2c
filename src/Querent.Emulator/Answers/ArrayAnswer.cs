namespace Querent.Emulator;

/// <summary>A list of one to three items, within the schema's limits.</summary>
internal sealed class ArrayAnswer(AnswerNode items, int least, int most) : AnswerNode
{
    private const int Usual = 3;

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        int longest = Math.Min(most, Math.Max(least, Usual));
        int shortest = Math.Min(longest, Math.Max(least, 1));
        int count = level >= SmallFrom || items.Height >= Endless ? least : (int)random.Next(shortest, longest);
        output.Write("["u8);
        for (int index = 0; index < count; index++)
        {
            if (index > 0)
            {
                output.Write(","u8);
            }

            items.Write(output, ref random, level + 1);
        }

        output.Write("]"u8);
    }

    protected override int ComputeHeight() => least == 0 ? 1 : 1 + items.Height;
}
