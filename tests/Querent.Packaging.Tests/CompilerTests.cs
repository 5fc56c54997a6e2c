namespace Querent.Packaging.Tests;

public class CompilerTests(Packages packages)
{
    [Fact]
    public async Task A_compiler_that_is_too_old_is_named_before_anything_is_compiled()
    {
        Consumer consumer = packages.WriteConsumer("NoRows.cs", "Querent");

        CommandResult build = await consumer.BuildAsync(TestContext.Current.CancellationToken, "-p:CompilerApiVersion=roslyn4.14");

        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains(build.Output, line => line.Contains("error QRN9001: Querent's generator needs version 5.0 of the C# compiler", StringComparison.Ordinal));
        Assert.Contains(build.Output, line => line.Contains("this build uses version 4.14.", StringComparison.Ordinal));
        Assert.DoesNotContain(build.Output, line => line.Contains("error CS", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_rule_has_a_page_at_its_help_link()
    {
        const string Page = "docs/rules/QRN9001.md";
        using var package = PackageFile.Open(packages.PathOf("Querent"));

        Assert.Contains($"/{Page}\"", System.Text.Encoding.UTF8.GetString(package.Read("build/Querent.targets")), StringComparison.Ordinal);
        Assert.StartsWith("# QRN9001: ", await File.ReadAllTextAsync(Path.Combine(Packages.RepositoryRoot(), Page), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
