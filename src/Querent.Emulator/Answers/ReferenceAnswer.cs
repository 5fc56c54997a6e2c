namespace Querent.Emulator;

/// <summary>What a <c>$ref</c> points to; set once that is compiled, which may be around this very part.</summary>
internal sealed class ReferenceAnswer : AnswerNode
{
    public AnswerNode? Target { get; set; }

    public override void Write(Utf8Buffer output, ref StableRandom random, int level) => Target!.Write(output, ref random, level);

    protected override int ComputeHeight() => Target!.Height;
}
