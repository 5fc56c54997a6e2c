namespace Querent.Architecture.Tests;

public class RepositoryTests
{
    private static readonly IReadOnlyList<TrackedFile> Tracked = TrackedFile.All();

    [Fact]
    public void Every_project_is_in_the_solution()
        => Expect.None(RepositoryRules.ProjectsOutsideTheSolution(Tracked, File.ReadAllText(RepositoryRoot.Of("Sdk.sln"))));

    [Fact]
    public void Package_versions_are_in_the_central_file_alone()
        => Expect.None(RepositoryRules.VersionsOutsideTheCentralFile(Tracked));

    [Fact]
    public void No_file_names_a_machines_path_or_a_registrys_host()
        => Expect.None(RepositoryRules.MachinePathsAndRegistryHosts(Tracked));

    [Fact]
    public void The_listing_holds_the_files_that_everyone_looks_for()
        => Assert.Superset(new HashSet<string> { "Sdk.sln", "src/Querent/Querent.csproj", "LICENSE" }, Tracked.Select(file => file.Path).ToHashSet());

    [Fact]
    public void A_project_outside_the_solution_is_found()
        => Assert.Equal(
            "tests/New.Tests/New.Tests.csproj:1: is not in Sdk.sln.",
            Assert.Single(RepositoryRules.ProjectsOutsideTheSolution(
                [new("tests/New.Tests/New.Tests.csproj", ""), new("src/Old/Old.csproj", ""), new("docs/Example.csproj", "")],
                """Project("{0}") = "Old", "src\Old\Old.csproj", "{1}" """)));

    [Theory]
    [InlineData("""<PackageReference Include="Polly.Core" Version="8.0.0" />""")]
    [InlineData("""<PackageReference Include="Polly.Core" VersionOverride="8.0.0" />""")]
    [InlineData("""<PackageReference Include="Polly.Core"><Version>8.0.0</Version></PackageReference>""")]
    public void A_version_in_a_project_is_found(string reference)
        => Assert.Equal(
            "src/A/A.csproj:2: a version belongs into Directory.Packages.props.",
            Assert.Single(RepositoryRules.VersionsOutsideTheCentralFile([new("src/A/A.csproj", $"<Project>\n{reference}\n</Project>")])));

    // '!' stands for a slash and '^' for a dot, so that this file passes the rule itself.
    [Theory]
    [InlineData("see !home/ann/querent")]
    [InlineData("\"!work/shared\"")]
    [InlineData("cat <!tmp/out.jsonl")]
    [InlineData(@"C:!Users\ann")]
    [InlineData("https://api.nuget^org/v3/index.json")]
    [InlineData("https://registry.npmjs^org")]
    public void A_machines_path_or_a_registrys_host_is_found(string line)
        => Assert.StartsWith(
            "a.md:2: ",
            Assert.Single(RepositoryRules.MachinePathsAndRegistryHosts([new("a.md", $"one\n{line.Replace('!', '/').Replace('^', '.')}")])),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("https://example.org/Users/1")]
    [InlineData("src/home/page.cs")]
    [InlineData("a/tmp/b")]
    public void A_path_that_is_relative_or_part_of_an_address_is_fine(string line)
        => Assert.Empty(RepositoryRules.MachinePathsAndRegistryHosts([new("a.md", line)]));
}
