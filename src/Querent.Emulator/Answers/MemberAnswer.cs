namespace Querent.Emulator;

/// <summary>One of the listed values: an enum, a constant, a boolean, null.</summary>
/// <param name="values">The values as JSON.</param>
internal sealed class MemberAnswer(byte[][] values) : AnswerNode
{
    public static MemberAnswer Null { get; } = new(["null"u8.ToArray()]);

    public static MemberAnswer Boolean { get; } = new(["false"u8.ToArray(), "true"u8.ToArray()]);

    public override void Write(Utf8Buffer output, ref StableRandom random, int level) => output.Write(values[random.Next(values.Length)]);

    protected override int ComputeHeight() => 0;
}
