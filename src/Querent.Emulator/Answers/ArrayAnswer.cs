namespace Querent.Emulator;

/// <summary>A list of one to three items, within the schema's limits; where it has to have several, different ones if there are any.</summary>
internal sealed class ArrayAnswer(AnswerNode items, int least, int most) : AnswerNode
{
    private const int Usual = 3;
    private const int MostDraws = 100;

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        int longest = Math.Min(most, Math.Max(least, Usual));
        int shortest = Math.Min(longest, Math.Max(least, 1));
        int count = level >= SmallFrom || items.Height >= Endless ? least : (int)random.Next(shortest, longest);

        // A set of two has two that differ, and no schema says whether a list is a set.
        var places = least > 1 ? new List<Range>(count) : null;
        output.Write("["u8);
        for (int index = 0; index < count; index++)
        {
            if (index > 0)
            {
                output.Write(","u8);
            }

            if (places is null)
            {
                items.Write(output, ref random, level + 1);
            }
            else
            {
                places.Add(WriteOther(output, ref random, level, places));
            }
        }

        output.Write("]"u8);
    }

    // Another item than those before it, where one is found.
    private Range WriteOther(Utf8Buffer output, ref StableRandom random, int level, List<Range> places)
    {
        int start = output.Length;
        for (int draw = 0; draw < MostDraws; draw++)
        {
            output.Truncate(start);
            items.Write(output, ref random, level + 1);
            if (!IsAmong(output, start, places))
            {
                break;
            }
        }

        return start..output.Length;
    }

    private static bool IsAmong(Utf8Buffer output, int start, List<Range> places)
    {
        foreach (Range place in places)
        {
            if (output.Span[place].SequenceEqual(output.Span[start..]))
            {
                return true;
            }
        }

        return false;
    }

    protected override int ComputeHeight() => least == 0 ? 1 : 1 + items.Height;
}
