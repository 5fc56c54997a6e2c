using System.Diagnostics;

namespace Querent.Packaging.Tests;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, to both streams, line by line.</param>
internal sealed record CommandResult(int ExitCode, IReadOnlyList<string> Output)
{
    /// <summary>What it wrote as one text.</summary>
    public string Text => string.Join('\n', Output);

    /// <summary>This result, once it is known that the program succeeded.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}:\n{Text}");
        return this;
    }
}

/// <summary>Runs programs as a user's shell would.</summary>
internal static class CommandLine
{
    /// <summary>Runs the .NET command line.</summary>
    public static Task<CommandResult> DotNetAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellationToken)
        => RunAsync("dotnet", folder, arguments, environment: null, cancellationToken);

    /// <summary>Runs a program to its end, and ends it and its children on cancellation.</summary>
    public static async Task<CommandResult> RunAsync(
        string program,
        string folder,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Neutralize(start.Environment);
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = new Process { StartInfo = start };
        var output = new List<string>();
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        return new CommandResult(process.ExitCode, output);

        void Add(string? line)
        {
            if (line is not null)
            {
                lock (output)
                {
                    output.Add(line);
                }
            }
        }
    }

    // What the run of the tests, or the machine, brings and a user's shell would not.
    private static void Neutralize(IDictionary<string, string?> environment)
    {
        string[] foreign =
        [
            .. environment.Keys.Where(name =>
                name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("AZURE_OPENAI_", StringComparison.Ordinal)
                || name is "CI"),
        ];
        foreach (string name in foreign)
        {
            environment.Remove(name);
        }

        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        environment["DOTNET_NOLOGO"] = "1";
        environment["MSBUILDDISABLENODEREUSE"] = "1";   // no build server outlives the tests
    }
}
