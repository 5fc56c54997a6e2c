using System.Diagnostics;

namespace Querent.Journal.Tests;

public sealed class KillTests
{
    [Fact]
    public async Task Processes_that_are_killed_at_random_instants_lose_nothing_and_buy_nothing_twice()
    {
        using Process kills = Process.Start(new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "victim", "Querent.Journal.Victim.dll"), "kills", "--times", "10", "--seed", "7"])
        {
            RedirectStandardOutput = true,
        })!;

        string output = await kills.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await kills.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(kills.ExitCode == 0, output);
        Assert.Contains("10 kills", output, StringComparison.Ordinal);
        Assert.Contains("0 faults", output, StringComparison.Ordinal);
    }
}
