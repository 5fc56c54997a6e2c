using System.Diagnostics;
using System.Globalization;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>PostgreSQL's programs, run by a user that they accept: they refuse root.</summary>
internal static class PostgreSqlPrograms
{
    private const string Packaged = "/usr/lib/postgresql";

    private static readonly Lazy<string?> Folder = new(FindFolder);

    /// <summary>Why there is no PostgreSQL here; null when there is.</summary>
    public static string? Missing => Folder.Value is null ? "There is no PostgreSQL here: apt-get install postgresql" : null;

    /// <summary>The path of one of them.</summary>
    public static string PathOf(string program) => Path.Combine(Folder.Value!, program);

    /// <summary>Lets the user that they are run by write into a folder.</summary>
    public static async Task OwnAsync(string folder)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync(new ProcessStartInfo("chown", ["postgres", folder]));
        }
    }

    /// <summary>Runs one to its end.</summary>
    public static Task RunAsync(string folder, string program, params string[] arguments) => RunAsync(As(folder, PathOf(program), arguments));

    /// <summary>How a program is started in a folder, by root as the user of the package.</summary>
    public static ProcessStartInfo As(string folder, string program, params string[] arguments) => new(
        Environment.IsPrivilegedProcess ? "setpriv" : program,
        Environment.IsPrivilegedProcess ? ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments] : arguments)
    {
        WorkingDirectory = folder,
        Environment = { ["LC_ALL"] = "C" },
    };

    private static async Task RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await output}{errors}");
        }
    }

    /// <summary>The newest of Debian's packages, or what is on the path.</summary>
    private static string? FindFolder()
    {
        IEnumerable<string> packaged = Directory.Exists(Packaged)
            ? Directory.GetDirectories(Packaged).OrderByDescending(version => double.TryParse(Path.GetFileName(version), CultureInfo.InvariantCulture, out double number) ? number : 0).Select(version => Path.Combine(version, "bin"))
            : [];
        IEnumerable<string> onThePath = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return packaged.Concat(onThePath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
