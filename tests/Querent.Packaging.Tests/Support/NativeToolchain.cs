namespace Querent.Packaging.Tests;

/// <summary>What NativeAOT links with: a C compiler and zlib, which not every machine has.</summary>
internal static class NativeToolchain
{
    /// <summary>The linker's name; skips the test, and says why, on a machine that has none or no zlib.</summary>
    public static async Task<string> LinkerOrSkipAsync(CancellationToken cancellationToken)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The native program is published on Linux only.");
        string? linker = ((string[])["clang", "gcc"]).FirstOrDefault(IsOnPath);
        Assert.SkipWhen(linker is null, "NativeAOT needs clang or gcc, and neither is on the path: apt-get install gcc zlib1g-dev.");
        CommandResult link = await CommandLine.RunAsync(linker!, Path.GetTempPath(), ["-shared", "-x", "c", "/dev/null", "-lz", "-o", "/dev/null"], environment: null, cancellationToken);
        Assert.SkipUnless(link.ExitCode == 0, $"NativeAOT needs zlib to link with: apt-get install zlib1g-dev. {linker} says: {link.Text}");
        return linker!;
    }

    private static bool IsOnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, program)));
}
