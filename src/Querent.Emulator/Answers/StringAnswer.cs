namespace Querent.Emulator;

/// <summary>A few plain words, within a length.</summary>
internal sealed class StringAnswer(int least, int most) : AnswerNode
{
    private const int MaxWords = 12;

    private static readonly byte[][] Words = [.. new[]
    {
        "the", "customer", "message", "asks", "about", "a", "card", "payment", "that", "has", "not", "arrived", "and", "wants",
        "to", "know", "why", "this", "answer", "was", "made", "by", "an", "emulator", "with", "no", "model", "behind", "it",
    }.Select(word => System.Text.Encoding.ASCII.GetBytes(word))];

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        output.Write("\""u8);
        int start = output.Length;
        WriteText(output, ref random);
        while (output.Length - start < least)
        {
            output.Write(" "u8);
            WriteText(output, ref random);
        }

        output.Truncate(start + most);
        output.Write("\""u8);
    }

    /// <summary>Writes a sentence of plain words.</summary>
    public static void WriteText(Utf8Buffer output, ref StableRandom random)
    {
        output.Write("Emulated:"u8);
        for (long count = random.Next(3, MaxWords); count > 0; count--)
        {
            output.Write(" "u8);
            output.Write(Words[random.Next(Words.Length)]);
        }

        output.Write("."u8);
    }

    protected override int ComputeHeight() => 0;
}
