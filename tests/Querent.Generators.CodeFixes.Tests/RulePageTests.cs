using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Querent.Generators.CodeFixes.Tests.Harness;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests;

public sealed class RulePageTests
{
    private static readonly string Pages = Path.Combine(Root(), "docs", "rules");

    private static IReadOnlyList<string> Fixable { get; } =
    [
        .. typeof(FixProvider).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<ExportCodeFixProviderAttribute>() is not null)
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_fixable_rule_exists_and_has_one_provider()
    {
        Assert.Distinct(Fixable);
        Assert.Subset(new QueryRowAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).ToHashSet(), Fixable.ToHashSet());
    }

    [Fact]
    public void The_pages_of_the_rules_that_have_a_fix_and_no_others_say_so()
        => Assert.Equal(Fixable, Directory.EnumerateFiles(Pages, "QRN*.md")
            .Where(page => File.ReadLines(page).Any(line => line.StartsWith("Fix: ", StringComparison.Ordinal)))
            .Select(page => Path.GetFileNameWithoutExtension(page))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_table_says_which_rules_have_a_fix()
        => Assert.Equal(Fixable, File.ReadLines(Path.Combine(Pages, "README.md"))
            .Where(line => line.StartsWith("| [QRN", StringComparison.Ordinal) && line.EndsWith("| yes |", StringComparison.Ordinal))
            .Select(line => line[3..10]));

    [Fact]
    public async Task A_fix_is_offered_for_the_wrong_example_of_every_page_that_speaks_of_one()
    {
        foreach (string id in Fixable)
        {
            string example = (await File.ReadAllTextAsync(Path.Combine(Pages, id + ".md"), TestContext.Current.CancellationToken))
                .Split("## Wrong\n\n```csharp\n")[1].Split("\n```\n")[0];
            var project = UserProject.Of([example], [.. PromptFileText.OfExample(example).Select(file => (file.Path[PromptFileText.Root.Length..], file.GetText().ToString()))]);
            Diagnostic diagnostic = (await project.DiagnoseAsync()).Single();

            Assert.True((await project.OffersAsync(diagnostic)).Count > 0, id);
            UserProject mended = await project.AfterAsync((await project.OffersAsync(diagnostic))[0]);
            Assert.Empty(await mended.DiagnoseAsync());
        }
    }

    private static string Root([CallerFilePath] string file = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
