namespace Querent;

/// <summary>Between which times one of a provider's windows began; in seconds.</summary>
/// <param name="Earliest">The last time when the window before was still used up.</param>
/// <param name="Latest">The first time when something was let through.</param>
internal readonly record struct WindowBorder(double Earliest, double Latest)
{
    // The shortest window; all lengths are multiples of it.
    private const double Shortest = 1;

    // Known as well as this, in windows, it is not looked for any closer; known worse than that, it allows everything.
    private const double Sharp = 0.05;
    private const double Vague = 0.5;

    /// <summary>When one begins after a time: half way between what it may be, so that it is found in a few windows.</summary>
    public double Next(double now, double length)
    {
        double unsure = Latest - Earliest;
        double expected = unsure > Sharp * length ? Latest - (unsure / 2) : Latest;
        return expected + (Math.Ceiling((now - expected) / length) * length);
    }

    /// <summary>Whether a window can have begun between two times, whatever its length is.</summary>
    public bool Allows(double refused, double opened)
    {
        double passed = Passed(opened, Shortest);
        return Latest - Earliest > Vague * Shortest || Math.Max(Earliest + passed, refused) - Math.Min(Latest + passed, opened) < Sharp * Shortest;
    }

    /// <summary>The border with what a later window's beginning tells of it; that of the later one alone where they do not go together.</summary>
    public WindowBorder Narrow(double refused, double opened, double length)
    {
        double passed = Passed(opened, length);
        double earliest = Math.Max(Earliest + passed, refused);
        double latest = Math.Min(Latest + passed, opened);
        return earliest < latest ? new WindowBorder(earliest, latest) : new WindowBorder(refused, opened);
    }

    private double Passed(double opened, double length) => Math.Round((opened - Latest) / length) * length;
}
