using System.CommandLine;

namespace Querent.Live;

/// <summary><c>dotnet run --project tests/Querent.Live</c>: the same questions to a real deployment and to the emulator.</summary>
internal static class Program
{
    public const int AsExpected = 0;
    public const int NotAsExpected = 1;
    public const int NotRun = 2;

    private static Task<int> Main(string[] args)
    {
        var throttle = new Option<int>("--throttle-requests") { Description = "The most requests that are sent at once to provoke a 429; 0 leaves it out.", DefaultValueFactory = _ => 200 };
        var context = new Option<int>("--context-tokens") { Description = "About how many tokens the prompt has that must not fit; 0 leaves it out.", DefaultValueFactory = _ => 140_000 };
        var root = new RootCommand("Asks a real deployment, which the environment names, what the suite asks the emulator, and says where the two differ. It sends some hundred thousand tokens, most of them to be refused.") { throttle, context };
        root.SetAction((parsed, cancellationToken) => RunAsync(
            () => ChatCompletionsTransport.IsConfigured ? ChatCompletionsOptions.FromEnvironment() : null,
            new LiveOptions(parsed.GetValue(throttle), parsed.GetValue(context)),
            Console.Out,
            cancellationToken));
        return root.Parse(args).InvokeAsync();
    }

    /// <summary>Runs all checks against the deployment and the emulator; the exit code says how it went.</summary>
    public static async Task<int> RunAsync(Func<ChatCompletionsOptions?> configuration, LiveOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        ChatCompletionsOptions? deployment;
        try
        {
            deployment = configuration();
        }
        catch (InvalidOperationException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return NotRun;
        }

        if (deployment is null)
        {
            await output.WriteLineAsync(
                "No deployment is configured, so nothing was run. Set AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT and AZURE_OPENAI_API_KEY, or OPENAI_MODEL and OPENAI_API_KEY.");
            return NotRun;
        }

        return await LiveRun.RunAsync(deployment, options, output, cancellationToken);
    }
}
