using System.Globalization;
using Querent.Live.Rows;

namespace Querent.Live.Checks;

/// <summary>Every answer names its own row and query; the reports say what the wire said.</summary>
internal static class EchoCheck
{
    private const int Rows = 20;

    public static async Task<IReadOnlyList<Observation>> RunAsync(ChatCompletionsOptions endpoint, CancellationToken cancellationToken)
    {
        await using var executor = new RowExecutor(new ChatCompletionsTransport(endpoint), new RowExecutorOptions { MaxConcurrency = 8 });
        int answered = 0, swapped = 0;
        List<QueryReport> reports = [];
        await foreach (RowOutcome<Echo> outcome in executor.RunAsync(Enumerable.Range(0, Rows).Select(id => new Echo.Input { Id = id }), cancellationToken: cancellationToken))
        {
            reports.AddRange(outcome.Queries);
            if (outcome.TryGetRow(out Echo? row, out _))
            {
                answered++;
                swapped += IsOwn(row) ? 0 : 1;
            }
        }

        List<QueryReport> answers = [.. reports.Where(report => report.Status == QueryStatus.Answered)];
        return
        [
            new("echo: rows answered", Number(answered), Number(Rows)),
            new("echo: rows with a swapped answer", Number(swapped), "0"),
            new("echo: finish reasons", Distinct(answers, report => report.FinishReason.ToString()), "Stop"),
            new("echo: model named", Distinct(answers, report => Known(report.Model)), "known"),
            new("echo: request id", Distinct(answers, report => Known(report.Attempts[^1].RequestId)), "known"),
            new("echo: input tokens", Distinct(answers, report => Known(report.Attempts[^1].Usage.InputTokens)), "known"),
            new("echo: output tokens", Distinct(answers, report => Known(report.Attempts[^1].Usage.OutputTokens)), "known"),
            new("echo: cached tokens", Distinct(answers, report => Known(report.Attempts[^1].Usage.CachedInputTokens))),
            new("echo: reasoning tokens", Distinct(answers, report => Known(report.Attempts[^1].Usage.ReasoningTokens))),
        ];
    }

    private static bool IsOwn(Echo row)
        => row.First == new EchoedNames(row.Id, "alpha") && row.Second == new EchoedNames(row.Id, "beta") && row.Third == new EchoedNames(row.Id, "gamma");

    private static string Known(object? value) => value is null ? "unknown" : "known";

    private static string Distinct(IEnumerable<QueryReport> reports, Func<QueryReport, string> of)
        => string.Join(", ", reports.Select(of).Distinct().Order()) is { Length: > 0 } values ? values : "none answered";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
