using Querent.Live.Rows;

namespace Querent.Live.Checks;

/// <summary>An answer of every type is given and read.</summary>
internal static class AnswerTypesCheck
{
    public static async Task<IReadOnlyList<Observation>> RunAsync(ChatCompletionsOptions endpoint, CancellationToken cancellationToken)
    {
        await using var executor = new RowExecutor(new ChatCompletionsTransport(endpoint));
        RowOutcome<AnswerTypes> outcome = await executor.AskAsync(new AnswerTypes.Input { Subject = "Bologna" }, cancellationToken);
        return [.. outcome.Queries.Select(report => new Observation($"type: {report.Query}", Seen(report), nameof(QueryStatus.Answered)))];
    }

    // A query that was dropped because another had failed says nothing of its own type.
    private static string Seen(QueryReport report)
        => report.Attempts is [.., { Error: { Kind: not QueryErrorKind.Cancelled } error }] ? $"{error.Kind} {error.Path} {error.Rule}".TrimEnd() : report.Status.ToString();
}
