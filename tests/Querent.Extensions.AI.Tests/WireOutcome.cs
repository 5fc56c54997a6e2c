using Querent.Conformance;

namespace Querent.Extensions.AI.Tests;

/// <summary>
/// What a row came to, but for what differs from run to run (times, ids, token counts) and for the messages' words: what two
/// transports to one endpoint must agree on.
/// </summary>
internal sealed record WireOutcome
{
    public required QueryErrorKind? Kind { get; init; }

    public required bool IsTransient { get; init; }

    public required int? Status { get; init; }

    public required string? Code { get; init; }

    public required string Filters { get; init; }

    public required bool IsUnfiltered { get; init; }

    public required double? RetryAfterMinutes { get; init; }

    public required bool SaysWhere { get; init; }

    public required int Attempts { get; init; }

    public required FinishReason FinishReason { get; init; }

    public required string? Model { get; init; }

    public required string KnownUsage { get; init; }

    public static WireOutcome Of(RowOutcome<EchoRow> outcome)
    {
        RowFailure? failure = (outcome as FailedRow<EchoRow>)?.Failure;
        QueryReport query = failure is null ? outcome.Queries[0] : outcome.Queries.First(query => query.Query == failure.FirstQuery);
        TokenUsage usage = query.Usage;
        return new WireOutcome
        {
            Kind = failure?.Error.Kind,
            IsTransient = failure?.Error.IsTransient ?? false,
            Status = failure?.Error.StatusCode,
            Code = failure?.Error.Code,
            Filters = string.Join(' ', failure?.Error.FilterCategories.AsEnumerable() ?? query.Attempts[^1].Notes?.FilterCategories.AsEnumerable() ?? []),
            IsUnfiltered = query.Attempts.Any(attempt => attempt.Notes is { IsUnfiltered: true }),
            RetryAfterMinutes = failure?.Error.RetryAfter is { } wait ? Math.Round(wait.TotalMinutes) : null,
            SaysWhere = failure?.Error is { Path: not null, Rule: not null },
            Attempts = query.Attempts.Length,
            FinishReason = query.FinishReason,
            Model = query.Model,
            KnownUsage = string.Join(' ', new (string Name, int? Count)[]
            {
                ("input", usage.InputTokens), ("output", usage.OutputTokens), ("cached", usage.CachedInputTokens), ("reasoning", usage.ReasoningTokens),
            }.Where(usage => usage.Count is not null).Select(usage => usage.Name)),
        };
    }
}
