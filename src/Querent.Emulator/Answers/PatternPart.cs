namespace Querent.Emulator;

/// <summary>A part of a regular expression that can write text which it matches.</summary>
internal abstract record PatternPart
{
    public abstract void Write(Utf8Buffer output, ref StableRandom random);
}

/// <summary>One character out of a set.</summary>
internal sealed record PatternCharacter(string Set) : PatternPart
{
    public override void Write(Utf8Buffer output, ref StableRandom random) =>
        output.Write(Set.Length == 1 ? Set : Set[random.Next(Set.Length)].ToString());
}

/// <summary>Parts one after the other.</summary>
internal sealed record PatternSequence(IReadOnlyList<PatternPart> Parts) : PatternPart
{
    public override void Write(Utf8Buffer output, ref StableRandom random)
    {
        foreach (PatternPart part in Parts)
        {
            part.Write(output, ref random);
        }
    }
}

/// <summary>One of several parts.</summary>
internal sealed record PatternAlternation(IReadOnlyList<PatternPart> Options) : PatternPart
{
    public override void Write(Utf8Buffer output, ref StableRandom random) => Options[random.Next(Options.Count)].Write(output, ref random);
}

/// <summary>A part several times.</summary>
internal sealed record PatternRepetition(PatternPart Part, int Least, int Most) : PatternPart
{
    public override void Write(Utf8Buffer output, ref StableRandom random)
    {
        for (long count = random.Next(Least, (long)Most); count > 0; count--)
        {
            Part.Write(output, ref random);
        }
    }
}
