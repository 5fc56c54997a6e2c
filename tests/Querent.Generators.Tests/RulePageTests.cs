using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Diagnostics;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class RulePageTests
{
    private static readonly string Pages = Path.Combine(Root(), "docs", "rules");

    public static TheoryData<string> Ids() => [.. AllRules.Descriptors.Select(rule => rule.Id)];

    [Fact]
    public void Every_descriptor_is_announced_once()
    {
        IEnumerable<DiagnosticDescriptor> declared = typeof(AllRules).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(AllRules).Namespace)
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!);

        Assert.Equal(
            declared.Select(rule => rule.Id).Order(StringComparer.Ordinal),
            new QueryRowAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.Distinct(AllRules.Descriptors.Select(rule => rule.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_rule_has_a_page_a_help_link_and_a_row_in_the_table(string id)
    {
        DiagnosticDescriptor rule = Rule(id);

        Assert.Matches("^QRN[0-9]{4}$", id);
        Assert.Equal($"https://github.com/querent/querent/blob/main/docs/rules/{id}.md", rule.HelpLinkUri);
        Assert.StartsWith($"# {id}: {rule.Title}\n", Page(id), StringComparison.Ordinal);
        string severity = rule.DefaultSeverity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "suggestion",
        };
        Assert.Contains($"| [{id}]({id}.md) | {severity} | {rule.Title} |", Page("README"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_page_has_a_rule()
        => Assert.Equal(
            Directory.EnumerateFiles(Pages, "QRN*.md").Select(Path.GetFileNameWithoutExtension)
                .Where(id => !id!.StartsWith("QRN9", StringComparison.Ordinal))   // reported by the package's build file
                .Order(StringComparer.Ordinal),
            AllRules.Descriptors.Select(rule => rule.Id).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task A_pages_wrong_example_gives_its_rule_and_the_right_one_nothing(string id)
    {
        Assert.Equal([id], (await Diagnose(id, "Wrong")).Select(diagnostic => diagnostic.Id));
        Assert.Empty(await Diagnose(id, "Right"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_pages_right_example_compiles(string id)
        => Assert.Single(GeneratorRun.Of(Version(Example(id, "Right")), PromptFileText.OfExample(Example(id, "Right")), Example(id, "Right")).HintNames);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_rows_on_the_page_of_the_language_build(int example)
    {
        string page = File.ReadAllText(Path.Combine(Root(), "docs", "templates.md"));
        const string Types = """
            public enum Urgency { Low, High }
            public sealed record Message(string Text);
            public sealed record Solution(string Text, string? Checker);
            public static class Redaction { public static string Redact(string text) => text; }

            """;

        GeneratorRun.Of(Types + page.Split("```csharp\n")[example].Split("\n```\n")[0]);
    }

    [Fact]
    public void The_row_on_the_page_of_answers_builds()
        => GeneratorRun.Of(File.ReadAllText(Path.Combine(Root(), "docs", "answers.md")).Split("```csharp\n")[1].Split("\n```\n")[0]);

    private static Task<IReadOnlyList<Diagnostic>> Diagnose(string id, string heading)
        => Diagnosis.Of(
            TestCompilation.Create(Version(Example(id, heading)), Example(id, heading)), Version(Example(id, heading)), PromptFileText.OfExample(Example(id, heading)));

    private static LanguageVersion Version(string example)
        => example.Contains("<LangVersion>10<", StringComparison.Ordinal) ? LanguageVersion.CSharp10
            : example.Contains("<LangVersion>11<", StringComparison.Ordinal) ? LanguageVersion.CSharp11
            : LanguageVersion.Latest;

    private static string Example(string id, string heading)
        => Page(id).Split($"## {heading}\n\n```csharp\n")[1].Split("\n```\n")[0];

    private static DiagnosticDescriptor Rule(string id) => AllRules.Descriptors.Single(rule => rule.Id == id);

    private static string Page(string name) => File.ReadAllText(Path.Combine(Pages, name + ".md"));

    private static string Root([CallerFilePath] string file = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
