namespace Querent.Emulator;

/// <summary>A string that a regular expression matches.</summary>
internal sealed class PatternAnswer(PatternPart pattern) : AnswerNode
{
    /// <exception cref="SchemaException">The pattern uses what the emulator cannot make text for.</exception>
    public static PatternAnswer Parse(string pattern, string path) =>
        new(new PatternParser(pattern, path).Parse());

    public override void Write(Utf8Buffer output, ref StableRandom random, int level)
    {
        using var text = new Utf8Buffer(64);
        pattern.Write(text, ref random);
        output.Write("\""u8);
        output.WriteEscaped(text.Span);
        output.Write("\""u8);
    }

    protected override int ComputeHeight() => 0;
}
