namespace Querent.Emulator;

/// <summary>Makes the content that the emulator gives of its own: the same for the same messages and format, always.</summary>
internal static class AnswerMaker
{
    public static void Write(Utf8Buffer output, ReadOnlySpan<byte> messages, ResponseFormat? format)
    {
        ulong seed = StableHash.Combine(StableHash.Of(messages), format?.Hash ?? 0);
        var random = new StableRandom(seed);
        if (format?.Answer is AnswerNode answer)
        {
            answer.Write(output, ref random, level: 0);
        }
        else
        {
            StringAnswer.WriteText(output, ref random);
        }
    }
}
