namespace Querent.Packaging.Tests;

public class LookupFileTests(Packages packages)
{
    [Fact]
    public async Task A_file_in_Lookups_is_a_table_without_a_change_to_the_project_and_its_mistakes_are_shown_in_it()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Consumer consumer = packages.WriteConsumer("LookupFiles.cs", "Querent");
        consumer.WriteFile("Lookups/weights.csv", "code,share\nCORR,0.75\nCLAR,some\n");

        CommandResult wrong = await consumer.BuildAsync(cancellationToken, "--tl:off");
        consumer.WriteFile("Lookups/weights.csv", "code,share\nCORR,0.75\nCLAR,0.25\n");
        CommandResult right = await consumer.BuildAsync(cancellationToken, "--tl:off");
        CommandResult run = await consumer.RunBuiltAsync(new Dictionary<string, string>(), cancellationToken);

        Assert.Contains(wrong.Output, line => line.Replace('\\', '/').Contains("Lookups/weights.csv(3,6): error QRN0606", StringComparison.Ordinal));
        right.Succeeded();
        Assert.Equal(["0.75: <Hello>", "0.25"], run.Succeeded().Output);
    }
}
