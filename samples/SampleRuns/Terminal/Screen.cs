using Spectre.Console;

namespace SampleRuns.Terminal;

/// <summary>Where the sample shows what it does.</summary>
public static class Screen
{
    private const int WidthOfAFile = 160;

    /// <summary>Colours and a moving bar on a terminal, plain lines in a file or a pipe.</summary>
    public static IAnsiConsole Open(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Capabilities.Ansi = false;
            console.Profile.Capabilities.Interactive = false;
            console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
            console.Profile.Width = WidthOfAFile;
        }

        return console;
    }
}
