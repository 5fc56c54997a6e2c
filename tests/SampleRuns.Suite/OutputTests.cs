using Spectre.Console;

namespace SampleRuns.Suite;

public sealed class OutputTests
{
    [Fact]
    public async Task The_output_is_UTF_8_without_a_byte_order_mark_and_ends_every_row_with_a_line_feed()
    {
        using var sample = new Sample();

        await sample.RunAsync("--rows", "3", "--latency", "0");

        byte[] bytes = await File.ReadAllBytesAsync(sample.OutputFile, TestContext.Current.CancellationToken);
        Assert.Equal((byte)'{', bytes[0]);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.Equal(3, bytes.Count(value => value == '\n'));
        Assert.DoesNotContain((byte)'\r', bytes);
    }

    [Fact]
    public async Task On_a_terminal_a_bar_shows_how_far_the_run_is()
    {
        using var sample = new Sample();
        using var screen = new StringWriter();
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(screen),
        });
        terminal.Profile.Width = 120;

        int rows = Sample.FirstColumn.Count;
        await Sample.Command.Run(
            new SampleOptions(Sample.Command.Excerpt, sample.OutputFile, Rows: 500, Concurrency: 64, TimeSpan.Zero),
            terminal,
            TestContext.Current.CancellationToken);

        Assert.Contains("/500 rows", screen.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{rows}/{rows} rows  {rows} answered  0 failed", screen.ToString(), StringComparison.Ordinal);
    }
}
