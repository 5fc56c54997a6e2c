namespace Querent.Emulator;

/// <summary>Bytes in Base64, of a number within limits.</summary>
internal sealed class BytesAnswer(int least, int most) : AnswerNode
{
    private const int Usual = 16;

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        byte[] bytes = new byte[random.Next(least, Math.Min(most, Math.Max((long)least, Usual)))];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.NextBits();
        }

        output.Write("\""u8);
        output.Write(Convert.ToBase64String(bytes));
        output.Write("\""u8);
    }

    protected override int ComputeHeight() => 0;
}
