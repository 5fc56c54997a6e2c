using Spectre.Console;

namespace SampleRuns;

/// <summary>What a sample makes of its finished rows: it is given each of them, and shows in the end what it found.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
public interface IFindings<in TRow>
    where TRow : class
{
    /// <summary>Takes a finished row.</summary>
    void Add(TRow row);

    /// <summary>Its lines in the summary's table: a name, and a text in Spectre's markup.</summary>
    IEnumerable<(string Name, string Text)> Lines(RunResult run);

    /// <summary>Shows what has no room in the summary.</summary>
    void Show(IAnsiConsole console, RunResult run)
    {
    }
}
