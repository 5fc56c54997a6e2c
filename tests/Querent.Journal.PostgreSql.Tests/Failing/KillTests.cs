using System.Diagnostics;

namespace Querent.Journal.PostgreSql.Tests.Failing;

public sealed class KillTests
{
    [Fact]
    public async Task Processes_that_are_killed_at_random_instants_lose_nothing_and_buy_nothing_twice()
    {
        PostgreSqlServer server = await SharedServer.GetAsync();
        using Process kills = Process.Start(new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "victim", "Querent.Journal.Victim.dll"), "kills", "--times", "10", "--seed", "7", "--store", "postgresql", "--server", server.ConnectionString])
        {
            RedirectStandardOutput = true,
        })!;

        string output = await kills.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await kills.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(kills.ExitCode == 0, output);
        Assert.Contains("0 faults", output, StringComparison.Ordinal);
    }
}
