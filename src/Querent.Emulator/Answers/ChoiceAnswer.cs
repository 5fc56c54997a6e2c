namespace Querent.Emulator;

/// <summary>One of several parts: <c>anyOf</c>, or a type with null.</summary>
internal sealed class ChoiceAnswer(AnswerNode[] options) : AnswerNode
{
    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        AnswerNode chosen = options[random.Next(options.Length)];
        if (level >= SmallFrom || chosen.Height >= Endless)
        {
            chosen = options.MinBy(option => option.Height)!;
        }

        chosen.Write(output, ref random, level);
    }

    protected override int ComputeHeight() => options.Min(option => option.Height);
}
