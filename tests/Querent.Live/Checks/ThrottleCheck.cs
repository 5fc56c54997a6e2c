using Querent.Live.Rows;

namespace Querent.Live.Checks;

/// <summary>Sends requests all at once, each charged 2,000 tokens and more, until one is refused for the quota.</summary>
internal static class ThrottleCheck
{
    public const string Prompt = "Say yes. This is probe ";

    public static async Task<IReadOnlyList<Observation>> RunAsync(ChatCompletionsOptions endpoint, int requests, CancellationToken cancellationToken)
    {
        await using var executor = new RowExecutor(
            new ChatCompletionsTransport(endpoint), new RowExecutorOptions { MaxConcurrency = 64, MaxAttempts = 1, MaxRetryAfter = TimeSpan.FromSeconds(1) });
        IEnumerable<Probe.Input> probes = Enumerable.Range(0, requests).Select(number => new Probe.Input { Prompt = $"{Prompt}{number}." });
        await foreach (RowOutcome<Probe> outcome in executor.RunAsync(probes, new RunOptions { Order = OutcomeOrder.Completion }, cancellationToken))
        {
            if (outcome is FailedRow<Probe> { Failure.Error: { Kind: QueryErrorKind.Throttled } error })
            {
                return
                [
                    new("many requests at once", error.Kind.ToString()),
                    new("many requests at once: status", $"{error.StatusCode}"),
                    new("many requests at once: code", error.Code ?? "none"),
                    new("many requests at once: wait", error.RetryAfter is null ? "not named" : "named"),
                ];
            }
        }

        return [new("many requests at once", $"no 429 in {requests}")];
    }
}
