using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Querent.Packaging.Tests;

public class LayoutTests(Packages packages)
{
    [Fact]
    public void The_package_holds_the_library_the_generator_its_code_fixes_and_nothing_else()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent"));

        Assert.Equal(
            [
                "LICENSE",
                "README.md",
                "analyzers/dotnet/cs/Querent.Generators.CodeFixes.dll",
                "analyzers/dotnet/cs/Querent.Generators.dll",
                "build/Querent.targets",
                "lib/net10.0/Querent.dll",
                "lib/net10.0/Querent.xml",
            ],
            package.Files);
    }

    [Fact]
    public void The_package_depends_on_Polly_and_the_logging_abstractions_alone()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent"));

        Assert.Equal(["Microsoft.Extensions.Logging.Abstractions", "Polly.Core"], package.Manifest("dependency").Select(dependency => dependency.Attribute("id")!.Value));
        Assert.Empty(package.Manifest("frameworkReference"));
    }

    [Theory]
    [InlineData("Querent")]
    [InlineData("Querent.AzureOpenAI")]
    [InlineData("Querent.Caching")]
    [InlineData("Querent.Emulator")]
    [InlineData("Querent.Extensions.AI")]
    [InlineData("Querent.Hosting")]
    [InlineData("Querent.Journal.PostgreSql")]
    [InlineData("Querent.Journal.Sqlite")]
    [InlineData("Querent.Testing")]
    public void A_package_says_what_it_is_and_under_which_licence(string id)
    {
        using var package = PackageFile.Open(packages.PathOf(id));

        Assert.Equal("MIT", Assert.Single(package.Manifest("license")).Value);
        Assert.Equal("README.md", Assert.Single(package.Manifest("readme")).Value);
        Assert.NotEmpty(Assert.Single(package.Manifest("description")).Value);
        Assert.NotEqual("Package Description", Assert.Single(package.Manifest("description")).Value);
    }

    [Theory]
    [InlineData("Querent")]
    [InlineData("Querent.AzureOpenAI")]
    [InlineData("Querent.Caching")]
    [InlineData("Querent.Emulator")]
    [InlineData("Querent.Extensions.AI")]
    [InlineData("Querent.Hosting")]
    [InlineData("Querent.Journal.PostgreSql")]
    [InlineData("Querent.Journal.Sqlite")]
    [InlineData("Querent.Testing")]
    public void The_symbols_are_a_package_beside_it(string id)
    {
        using var symbols = PackageFile.Open(packages.PathOf(id, "snupkg"));

        Assert.Equal([$"lib/net10.0/{id}.pdb"], symbols.Files);
    }

    [Fact]
    public void The_package_of_the_Azure_client_pins_the_pair_that_fits()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent.AzureOpenAI"));

        Assert.Equal(["lib/net10.0/Querent.AzureOpenAI.dll", "lib/net10.0/Querent.AzureOpenAI.xml"], package.Files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)));
        Assert.Equal(
            ["Azure.AI.OpenAI", "Azure.Identity", "OpenAI", "Querent"],
            package.Manifest("dependency").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_for_hosts_depends_on_what_a_host_has()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent.Hosting"));

        Assert.Equal(
            ["Microsoft.Extensions.Diagnostics.HealthChecks", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Http", "Querent"],
            package.Manifest("dependency").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Empty(package.Manifest("frameworkReference"));
    }

    [Fact]
    public void The_PostgreSQL_journals_package_depends_on_Npgsql_and_the_library_alone()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent.Journal.PostgreSql"));

        Assert.Equal(["Npgsql", "Querent"], package.Manifest("dependency").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_package_for_caches_depends_on_their_abstractions_alone()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent.Caching"));

        Assert.Equal(
            ["Microsoft.Extensions.Caching.Abstractions", "Querent"],
            package.Manifest("dependency").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Empty(package.Manifest("frameworkReference"));
    }

    [Fact]
    public void The_emulators_package_is_a_library_over_the_shared_framework()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent.Emulator"));

        Assert.Superset(new HashSet<string> { "lib/net10.0/Querent.Emulator.dll", "lib/net10.0/Querent.Emulator.xml" }, package.Files.ToHashSet());
        Assert.Empty(package.Manifest("dependency"));
        Assert.Equal(["Microsoft.AspNetCore.App"], package.Manifest("frameworkReference").Select(reference => reference.Attribute("name")!.Value));
    }

    [Fact]
    public void The_chat_clients_package_depends_on_the_library_and_on_what_chat_clients_and_their_errors_are_made_of()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent.Extensions.AI"));

        Assert.Superset(new HashSet<string> { "lib/net10.0/Querent.Extensions.AI.dll", "lib/net10.0/Querent.Extensions.AI.xml" }, package.Files.ToHashSet());
        Assert.Equal(
            ["Microsoft.Extensions.AI.Abstractions", "Querent", "System.ClientModel"],
            package.Manifest("dependency").Select(dependency => dependency.Attribute("id")!.Value).Order(StringComparer.Ordinal));
        Assert.Empty(package.Manifest("frameworkReference"));
    }

    [Fact]
    public void The_generator_asks_for_the_oldest_compiler_that_the_targets_let_pass()
    {
        using var package = PackageFile.Open(packages.PathOf("Querent"));
        using var generator = new PEReader([.. package.Read("analyzers/dotnet/cs/Querent.Generators.dll")]);
        MetadataReader metadata = generator.GetMetadataReader();

        Version compiler = metadata.AssemblyReferences
            .Select(metadata.GetAssemblyReference)
            .Where(reference => metadata.GetString(reference.Name) == "Microsoft.CodeAnalysis")
            .Select(reference => reference.Version)
            .Single();
        string targets = System.Text.Encoding.UTF8.GetString(package.Read("build/Querent.targets"));

        Assert.Contains($"VersionLessThan('$(_QuerentCompiler)', '{compiler.ToString(2)}')", targets, StringComparison.Ordinal);
    }
}
