namespace Querent.Live;

/// <summary>Prints what was seen of the deployment beside what was seen of the emulator.</summary>
internal sealed class ComparisonTable(TextWriter output)
{
    private readonly List<string> _differences = [];
    private int _count;

    /// <summary>How many things were not what they must be at the deployment.</summary>
    public int Unexpected { get; private set; }

    public void WriteHead() => output.WriteLine(Line("", "deployment", "emulator"));

    public void Write(IReadOnlyList<Observation> deployment, IReadOnlyList<Observation> emulator)
    {
        Dictionary<string, string> likeness = emulator.ToDictionary(observation => observation.What, observation => observation.Seen);
        foreach (Observation observation in deployment)
        {
            string other = likeness.GetValueOrDefault(observation.What, "-");
            string line = Line(observation.What, observation.Seen, other);
            output.WriteLine(observation.IsExpected ? line : $"{line}  <- must be: {observation.Expected}");
            _count++;
            if (!observation.IsExpected)
            {
                Unexpected++;
            }

            if (observation.Seen != other)
            {
                _differences.Add(line);
            }
        }
    }

    public void WriteSummary()
    {
        output.WriteLine();
        output.WriteLine(_differences.Count == 0
            ? $"None of {_count} observations differs from the emulator."
            : $"{_differences.Count} of {_count} observations differ from the emulator:");
        foreach (string difference in _differences)
        {
            output.WriteLine(difference);
        }

        if (Unexpected > 0)
        {
            output.WriteLine($"{Unexpected} are not what they must be.");
        }
    }

    private static string Line(string what, string deployment, string emulator) => $"{what,-36} {deployment,-34} {emulator}".TrimEnd();
}
