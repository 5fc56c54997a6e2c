namespace Querent.Packaging.Tests;

public class PromptFileTests(Packages packages)
{
    [Fact]
    public async Task A_file_in_Prompts_is_a_prompt_without_a_change_to_the_project_and_its_mistakes_are_shown_in_it()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Consumer consumer = packages.WriteConsumer("PromptFiles.cs", "Querent");
        consumer.WriteFile("Prompts/reply.md", "Answer this:\n{% include \"Prompts/parts/letter.md\" %}\n");
        consumer.WriteFile("Prompts/parts/letter.md", "<letter>{{ Txet | xml }}</letter>\n");

        CommandResult wrong = await consumer.BuildAsync(cancellationToken, "--tl:off");
        consumer.WriteFile("Prompts/parts/letter.md", "<letter>{{ Text | xml }}</letter>{% for p in Points %}\n- {{ p }}{% endfor %}\n");
        CommandResult right = await consumer.BuildAsync(cancellationToken, "--tl:off");
        CommandResult run = await consumer.RunBuiltAsync(new Dictionary<string, string>(), cancellationToken);

        Assert.Contains(wrong.Output, line => line.Replace('\\', '/').Contains("Prompts/parts/letter.md(1,12): error QRN0201", StringComparison.Ordinal));
        right.Succeeded();
        Assert.Equal(["Answer this:", "<letter>&lt;Hello&gt;</letter>", "- first", "- second"], run.Succeeded().Output);
    }
}
