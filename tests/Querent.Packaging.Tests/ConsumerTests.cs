using Querent.Emulator;

namespace Querent.Packaging.Tests;

public class ConsumerTests(Packages packages)
{
    // What Consumers/Triage.cs prints when every answer belongs to its row: the text comes escaped as the prompt had it.
    private static readonly string[] ExpectedOutput =
    [
        .. Enumerable.Range(1, 5).Select(number =>
        {
            string escaped = $"Card {number} &lt;is&gt; &#34;late&#34; &amp; lost — ça va?";
            return $"{number - 1}: Card {number} <is> \"late\" & lost — ça va? | High card+{escaped} 0.5 | Re: {escaped} | querent-emulator (gpt-4o-mini)";
        }),
        "Classify this message.",
        "<message>Card 1 &lt;is&gt; &#34;late&#34; &amp; lost — ça va?</message>",
    ];

    [Fact]
    public async Task A_project_that_refers_to_the_package_alone_builds_without_a_warning_and_answers_its_rows()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await using OpenAIEmulator emulator = await EchoModel.StartAsync(cancellationToken);
        Consumer consumer = packages.WriteConsumer("Triage.cs", "Querent");

        (await consumer.BuildAsync(cancellationToken)).Succeeded();
        CommandResult run = await consumer.RunBuiltAsync(EchoModel.EnvironmentOf(emulator), cancellationToken);

        Assert.Equal(ExpectedOutput, run.Succeeded().Output);
        Assert.Equal(10, emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task A_native_program_over_the_package_is_published_without_a_warning_and_answers_its_rows()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        string linker = await NativeToolchain.LinkerOrSkipAsync(cancellationToken);
        await using OpenAIEmulator emulator = await EchoModel.StartAsync(cancellationToken);
        Consumer consumer = packages.WriteConsumer("Triage.cs", "Querent");

        CommandResult publish = (await consumer.PublishNativeAsync(linker, cancellationToken)).Succeeded();
        CommandResult run = await consumer.RunNativeAsync(EchoModel.EnvironmentOf(emulator), cancellationToken);

        Assert.DoesNotContain(publish.Output, line => line.Contains("warning", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("\u007fELF"u8, File.ReadAllBytes(consumer.NativeProgram).AsSpan(0, 4));
        Assert.Equal(ExpectedOutput, run.Succeeded().Output);
        Assert.Equal(10, emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task The_emulators_package_runs_inside_the_program_that_uses_it()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        Consumer consumer = packages.WriteConsumer("EmulatedTriage.cs", "Querent", "Querent.Emulator");

        (await consumer.BuildAsync(cancellationToken)).Succeeded();
        CommandResult run = await consumer.RunBuiltAsync(new Dictionary<string, string>(), cancellationToken);

        Assert.Equal(["Row 0: answered by querent-emulator (gpt-4o-mini)"], run.Succeeded().Output);
    }
}
