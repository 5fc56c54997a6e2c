using Querent.Emulator;
using Querent.Live.Checks;

namespace Querent.Live;

/// <summary>All checks, against the deployment and against an emulator, side by side.</summary>
internal static class LiveRun
{
    public static async Task<int> RunAsync(ChatCompletionsOptions deployment, LiveOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"The deployment: {deployment}");
        await using OpenAIEmulator emulator = await LiveEmulator.StartAsync(cancellationToken);
        var likeness = new ChatCompletionsOptions { Endpoint = emulator.Endpoint, Deployment = emulator.Deployments[0], ApiKey = emulator.ApiKey };

        var table = new ComparisonTable(output);
        table.WriteHead();
        foreach (LiveCheck check in Checks(options))
        {
            IReadOnlyList<Observation> seen = await check(deployment, cancellationToken);
            table.Write(seen, await check(likeness, cancellationToken));
        }

        table.WriteSummary();
        return table.Unexpected == 0 ? Program.AsExpected : Program.NotAsExpected;
    }

    private static IEnumerable<LiveCheck> Checks(LiveOptions options)
    {
        yield return EchoCheck.RunAsync;
        yield return AnswerTypesCheck.RunAsync;
        yield return ErrorChecks.TruncatedAsync;
        yield return ErrorChecks.FilteredAsync;
        yield return ErrorChecks.WrongKeyAsync;
        yield return ErrorChecks.NoSuchDeploymentAsync;
        if (options.ContextTokens > 0)
        {
            yield return (endpoint, token) => ErrorChecks.TooLongAsync(endpoint, options.ContextTokens, token);
        }

        if (options.ThrottleRequests > 0)
        {
            yield return (endpoint, token) => ThrottleCheck.RunAsync(endpoint, options.ThrottleRequests, token);
        }
    }
}
