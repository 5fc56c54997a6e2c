using Querent.Discretion;
using Querent.Emulator;
using Querent.Live;

namespace Querent.EndToEnd.Tests;

/// <summary>The live command, with an emulator in the place of the deployment.</summary>
public sealed class LiveTests : IDisposable
{
    private static readonly LiveOptions Options = new(ThrottleRequests: 100, ContextTokens: 140_000);

    private readonly StringWriter _output = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_deployment_it_says_so_and_fails()
    {
        Assert.Equal(Program.NotRun, await Program.RunAsync(() => null, Options, _output, Token));
        Assert.StartsWith("No deployment is configured, so nothing was run. Set AZURE_OPENAI_ENDPOINT", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_configuration_is_named()
    {
        Assert.Equal(Program.NotRun, await Program.RunAsync(() => throw new InvalidOperationException("AZURE_OPENAI_ENDPOINT is not an address."), Options, _output, Token));
        Assert.Equal("AZURE_OPENAI_ENDPOINT is not an address.", _output.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_deployment_like_the_emulator_differs_in_nothing()
    {
        await using OpenAIEmulator deployment = await LiveEmulator.StartAsync(Token);

        Assert.Equal(Program.AsExpected, await Program.RunAsync(() => To(deployment), Options, _output, Token));

        string text = _output.ToString();
        Assert.Matches(@"None of \d+ observations differs from the emulator\.", text);
        Assert.Matches(@"echo: rows answered +20 +20", text);
        Assert.Matches(@"a prompt beyond the context +TooLarge +TooLarge", text);
        Assert.Matches(@"many requests at once +Throttled +Throttled", text);
    }

    [Fact]
    public async Task What_differs_is_listed_and_what_must_not_be_fails_without_the_key_in_the_text()
    {
        await using OpenAIEmulator deployment = await OpenAIEmulator.StartAsync(
            new EmulatorOptions { ApiKey = Canaries.Key, Answer = _ => new EmulatorAnswer("""{"row":1,"query":"alpha"}""") }, Token);

        Assert.Equal(Program.NotAsExpected, await Program.RunAsync(() => To(deployment), Options with { ThrottleRequests = 0 }, _output, Token));

        string text = _output.ToString();
        Assert.Matches(@"echo: rows with a swapped answer +20 +0  <- must be: 0", text);
        Assert.Matches(@"\d+ of \d+ observations differ from the emulator:", text);
        Assert.DoesNotContain("many requests at once", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Canaries.Key, text, StringComparison.Ordinal);
    }

    public void Dispose() => _output.Dispose();

    private static ChatCompletionsOptions To(OpenAIEmulator emulator)
        => new() { Endpoint = emulator.Endpoint, Deployment = emulator.Deployments[0], ApiKey = emulator.ApiKey };
}
