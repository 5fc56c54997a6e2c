using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Discovery;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

/// <summary>Templates in files, whole or included.</summary>
public sealed class PromptFileTests
{
    private static string Row(string query, string name = "Row") => $$"""
        [QueryRow]
        public partial record {{name}}
        {
            public required string Name { get; init; }
            public string? Note { get; init; }
            [Query({{query}})] public required string Answer { get; init; }
        }
        """;

    private static string WithSystem(string arguments, string name = "Row")
        => Row("\"{{ Name }} {{ Note | default('') }}\"", name).Replace("[QueryRow]", $"[QueryRow({arguments})]", StringComparison.Ordinal);

    private static string Include(string path) => Row($"\"{{% include '{path}' %}} {{{{ Name }}}}\"");

    [Theory]
    [InlineData("Prompts/tone.md")]
    [InlineData("./Prompts/../Prompts/tone.md")]
    public Task A_problem_in_an_included_file_is_shown_there(string path) => Diagnosis.Expect(
        [Include(path)],
        [("Prompts/tone.md", "Be kind.\r\nTo {{ [|Naem|] }}\n{{ Name | [|uper|] }}")],
        ("QRN0201", "'Row' has no member 'Naem'; did you mean 'Name'?"),
        ("QRN0202", "There is no filter 'uper'; did you mean 'upper'?"));

    [Fact]
    public Task A_problem_in_the_file_of_a_query_is_shown_there() => Diagnosis.Expect(
        [Row("File = \"Prompts/answer.md\"")],
        [("Prompts/answer.md", "\n\n[|{% if Note %}|]{{ Note }}")],
        ("QRN0108", "This 'if' has no end; write {% endif %} where it ends"));

    [Fact]
    public Task A_file_that_is_not_there_is_reported_with_the_nearest_path() => Diagnosis.Expect(
        [
            Row("\"{{ Name }}{% include [|'Prompts/tome.md'|] %}{% include [|'other/x.md'|] %}\""),
            Row("File = [|\"Prompt/tone.md\"|]", "Second"),
        ],
        [("Prompts/tone.md", "x"), ("other/x.md", "no prompt file")],
        ("QRN0212", "The prompt file 'Prompts/tome.md' is not among those of the project; did you mean 'Prompts/tone.md'?"),
        ("QRN0212", "The prompt file 'other/x.md' is not among those of the project; put it into 'Prompts/', or name it as a <PromptFile>"),
        ("QRN0212", "The prompt file 'Prompt/tone.md' is not among those of the project; did you mean 'Prompts/tone.md'?"));

    [Theory]
    [InlineData("../tone.md")]
    [InlineData("Prompts/../../tone.md")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/tone.md")]
    [InlineData("..\\\\tone.md")]
    public Task No_path_leaves_the_project(string path) => Diagnosis.Expect(
        [Row($"\"{{{{ Name }}}}{{% include [|\\\"{path.Replace("\\\\", "\\\\\\\\", StringComparison.Ordinal)}\\\"|] %}}\"")],
        [],
        ("QRN0212", $"The prompt file '{path.Replace("\\\\", "\\", StringComparison.Ordinal)}' leaves the project; name a file by its path from the project's folder"));

    [Fact]
    public Task A_query_has_a_template_or_a_file() => Diagnosis.Expect(
        [Row("\"{{ Name }}\", File = [|\"Prompts/a.md\"|]")],
        [("Prompts/a.md", "{{ Naem }}")],
        ("QRN0212", "The prompt file 'Prompts/a.md' stands beside a template; give one of the two"));

    [Fact]
    public Task An_empty_file_asks_nothing() => Diagnosis.Expect(
        [Row("File = \"Prompts/a.md\"")],
        [("Prompts/a.md", "[| |]\n")],
        ("QRN0106", "'Answer' asks nothing because its template is empty"));

    [Fact]
    public Task Files_that_include_each_other_are_reported_with_the_way_around() => Diagnosis.Expect(
        [Include("Prompts/a.md")],
        [("Prompts/a.md", "{% include 'Prompts/b.md' %}"), ("Prompts/b.md", "{% if Note %}{% include [|'Prompts/a.md'|] %}{% endif %}")],
        ("QRN0212", "The prompt file 'Prompts/a.md' includes itself: Prompts/a.md → Prompts/b.md → Prompts/a.md"));

    [Fact]
    public void A_system_message_is_read_from_its_file()
    {
        GeneratorRun run = GeneratorRun.Of(
            LanguageVersion.Latest, [new PromptFileText("Prompts/system.md", "You are kind.\r\nBe \"brief\".\n")], WithSystem("SystemFile = \"Prompts/system.md\""));

        // As a C# literal of a JSON string.
        Assert.Contains("You are kind.\\\\nBe \\\\\\\"brief\\\\\\\".", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_system_file_that_is_not_there_or_not_alone_is_reported() => Diagnosis.Expect(
        [
            WithSystem("SystemFile = [|\"Prompts/sytem.md\"|]"),
            WithSystem("System = \"Be kind.\", SystemFile = [|\"Prompts/system.md\"|]", "Second"),
        ],
        [("Prompts/system.md", "You are kind.")],
        ("QRN0212", "The prompt file 'Prompts/sytem.md' is not among those of the project; did you mean 'Prompts/system.md'?"),
        ("QRN0212", "The prompt file 'Prompts/system.md' stands beside a system message; give one of the two"));

    [Fact]
    public Task A_name_in_a_system_file_is_shown_there() => Diagnosis.Expect(
        [WithSystem("SystemFile = \"Prompts/system.md\"")],
        [("Prompts/system.md", "You help\n{{ [|Nmae|] }}.")],
        ("QRN0201", "'Row' has no member 'Nmae'; did you mean 'Name'?"));

    [Fact]
    public void An_edit_of_a_system_file_emits_the_rows_that_use_it_anew_and_no_others()
    {
        PromptFileText old = new("Prompts/system.md", "You are kind.");
        CSharpCompilation compilation = TestCompilation.Create(
            LanguageVersion.Latest, WithSystem("SystemFile = \"Prompts/system.md\""), WithSystem("System = \"Be kind.\"", "Second"));
        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest, [old]).RunGenerators(compilation, TestContext.Current.CancellationToken);

        driver = driver.ReplaceAdditionalText(old, new PromptFileText("Prompts/system.md", "You are brief.")).RunGenerators(compilation, TestContext.Current.CancellationToken);

        GeneratorRunResult result = GeneratorRun.ResultOf(driver);
        Assert.Single(
            result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs),
            output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
        Assert.Contains(result.GeneratedSources, source => source.SourceText.ToString().Contains("You are brief.", StringComparison.Ordinal));
    }

    [Fact]
    public void An_included_file_sees_the_names_and_the_guards_around_it()
    {
        GeneratorRun run = GeneratorRun.Of(
            LanguageVersion.Latest,
            [new PromptFileText("Prompts/a.md", "{{ Note }}!\n")],
            Row("\"{% if Note %}<{% include 'Prompts/a.md' %}>{% endif %}\""));

        Assert.Contains("writer.Literal(\"!>\"u8);", run.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hash_changes_with_a_file_that_is_included()
    {
        string[] hashes = [.. new[] { "one", "two" }.Select(text => GeneratorRun.Of(
            LanguageVersion.Latest, [new PromptFileText("Prompts/a.md", text)], Include("Prompts/a.md")).Source.Split("TemplateHash => \"")[1][..64])];

        Assert.NotEqual(hashes[0], hashes[1]);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void The_line_ends_of_a_checkout_change_neither_the_hash_nor_the_prompt(string lineEnd)
    {
        string Generate(string end) => GeneratorRun.Of(
            LanguageVersion.Latest,
            [new PromptFileText("Prompts/a.md", $"a{end}b{end}"), new PromptFileText("Prompts/system.md", $"Be{end}kind.{end}")],
            Row($"@\"{{{{ Name }}}}{end}{{% include 'Prompts/a.md' %}}\"").Replace("[QueryRow]", "[QueryRow(SystemFile = \"Prompts/system.md\")]", StringComparison.Ordinal),
            Row("\"{{ Name }}\"", "Second").Replace("[QueryRow]", $"[QueryRow(System = @\"Be{end}kind.\")]", StringComparison.Ordinal)).Sources;

        Assert.Equal(Generate("\n"), Generate(lineEnd));
    }

    [Theory]
    [InlineData("Prompts/a#b;c.md")]
    [InlineData("#.md")]
    [InlineData("Prompts/a [1] {2}.md")]
    public void A_prompt_file_may_have_any_name(string path)
    {
        GeneratorRun run = GeneratorRun.Of(LanguageVersion.Latest, [new PromptFileText(path, "Be kind.")], Row($"File = \"{path}\""));

        Assert.Contains("Be kind.", run.Source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/src/", "Prompts/a#b.md", "Prompts/a#b.md")]
    [InlineData("/src/C#/", "Prompts/a.md", "Prompts/a.md")]
    [InlineData("/src/Prompts/", "Prompts/a.md", "a.md")]
    [InlineData("/other/", "Prompts/a.md", null)]
    [InlineData("/src/", "other/a.md", null)]
    public void A_prompt_files_path_begins_at_the_project(string projectFolder, string file, string? path)
        => Assert.Equal(path, PromptFileReader.PathOf(new PromptFileText(file, ""), new PromptFileOptions(projectFolder)));

    [Theory]
    [InlineData("Prompts/a.md", 1)]
    [InlineData("Prompts/b.md", 1)]
    [InlineData("Prompts/c.md", 0)]
    public void An_edit_to_a_file_emits_the_rows_again_that_use_it(string edited, int emitted)
    {
        CSharpCompilation compilation = TestCompilation.Create(
            LanguageVersion.Latest, Include("Prompts/a.md"), Row("\"{{ Name }}\"", "Second"));
        PromptFileText[] files = [new("Prompts/a.md", "a {% include 'Prompts/b.md' %}"), new("Prompts/b.md", "b"), new("Prompts/c.md", "c")];
        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest, files).RunGenerators(compilation, TestContext.Current.CancellationToken);
        PromptFileText old = files.Single(file => file.Path == PromptFileText.Root + edited);

        driver = driver.ReplaceAdditionalText(old, new PromptFileText(edited, old.GetText(TestContext.Current.CancellationToken) + "!"))
            .RunGenerators(compilation, TestContext.Current.CancellationToken);

        Assert.Equal(emitted, GeneratorRun.ResultOf(driver).TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
    }
}
