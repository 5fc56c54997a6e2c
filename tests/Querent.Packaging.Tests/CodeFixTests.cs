using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Querent.Packaging.Tests;

public class CodeFixTests(Packages packages)
{
    private const string Generator = "analyzers/dotnet/cs/Querent.Generators.dll";
    private const string CodeFixes = "analyzers/dotnet/cs/Querent.Generators.CodeFixes.dll";

    [Fact]
    public async Task The_packages_fixes_mend_a_users_project()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Consumer consumer = packages.WriteConsumer("Fixable.cs", "Querent");

        CommandResult before = await consumer.BuildAsync(cancellationToken, "--tl:off");
        foreach (string rule in (string[])["QRN0001", "QRN0007", "QRN0108", "QRN0201", "QRN0204"])
        {
            Assert.Contains(before.Output, line => line.Contains($"error {rule}:", StringComparison.Ordinal));
            (await consumer.FormatAsync(rule, cancellationToken)).Succeeded();
        }

        (await consumer.BuildAsync(cancellationToken)).Succeeded();
        CommandResult run = await consumer.RunBuiltAsync(new Dictionary<string, string>(), cancellationToken);
        Assert.Equal(["Sum up <Hello>, .", "Reply to <Hello>: "], run.Succeeded().Output);
    }

    [Fact]
    public async Task A_build_does_without_the_code_fixes()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Consumer consumer = packages.WriteConsumer("PromptFiles.cs", "Querent");
        consumer.WriteFile("Prompts/reply.md", "Answer this: {{ Text }}");
        consumer.WriteFile("Directory.Build.targets", """
            <Project>
              <Target Name="RemoveCodeFixes" BeforeTargets="CoreCompile">
                <ItemGroup>
                  <CodeFixes Include="@(Analyzer)" Condition="'%(Filename)' == 'Querent.Generators.CodeFixes'" />
                  <Analyzer Remove="@(CodeFixes)" />
                </ItemGroup>
                <Error Condition="'@(CodeFixes)' == ''" Text="There are no code fixes to remove." />
              </Target>
            </Project>
            """);

        (await consumer.BuildAsync(cancellationToken)).Succeeded();
        CommandResult run = await consumer.RunBuiltAsync(new Dictionary<string, string>(), cancellationToken);

        Assert.Equal(["Answer this: <Hello>"], run.Succeeded().Output);
    }

    [Fact]
    public void Only_the_code_fixes_need_what_the_command_line_compiler_has_not()
    {
        Assert.DoesNotContain(ReferencesOf(Generator), reference => reference.Contains("Workspaces", StringComparison.Ordinal) || reference.Contains("Composition", StringComparison.Ordinal));
        Assert.Contains("Microsoft.CodeAnalysis.Workspaces", ReferencesOf(CodeFixes));
    }

    private List<string> ReferencesOf(string file)
    {
        using var package = PackageFile.Open(packages.PathOf("Querent"));
        using var assembly = new PEReader([.. package.Read(file)]);
        MetadataReader metadata = assembly.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(metadata.GetAssemblyReference).Select(reference => metadata.GetString(reference.Name))];
    }
}
