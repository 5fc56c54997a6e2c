using System.Collections.Immutable;
using Querent;

namespace SupportTriage;

/// <summary>What a run has brought so far: counted row by row, read by the terminal at any time.</summary>
internal sealed class RunTally(TimeProvider clock)
{
    private const int FailuresShown = 5;

    private readonly Lock _lock = new();
    private readonly long _started = clock.GetTimestamp();
    private readonly LatencyHistogram _latencies = new();
    private readonly Dictionary<BankingIntent, int> _intents = [];
    private readonly SortedDictionary<string, long> _models = new(StringComparer.Ordinal);
    private readonly List<FailedRow<SupportTicket>> _failures = [];
    private long _answered;
    private long _failed;
    private long _queries;
    private long _retries;
    private TokenCount _input;
    private TokenCount _output;
    private long _labelled;
    private long _agreed;
    private TimeSpan? _elapsed;

    public void Add(RowOutcome<SupportTicket> outcome)
    {
        lock (_lock)
        {
            if (outcome is AnsweredRow<SupportTicket> answered)
            {
                _answered++;
                Compare(answered.Row);
            }
            else if (outcome is FailedRow<SupportTicket> failed && ++_failed <= FailuresShown)
            {
                _failures.Add(failed);
            }

            foreach (QueryReport query in outcome.Queries)
            {
                Add(query);
            }
        }
    }

    /// <summary>Stops the clock of the run.</summary>
    public RunResult Finish()
    {
        _elapsed ??= clock.GetElapsedTime(_started);
        return Read();
    }

    public RunResult Read()
    {
        lock (_lock)
        {
            return new RunResult
            {
                Elapsed = _elapsed ?? clock.GetElapsedTime(_started),
                Answered = _answered,
                Failed = _failed,
                AnsweredQueries = _queries,
                Retries = _retries,
                InputTokens = _input,
                OutputTokens = _output,
                MedianLatency = _latencies.Percentile(0.50),
                P95Latency = _latencies.Percentile(0.95),
                Models = [.. _models.Keys],
                TopIntents = [.. _intents.OrderByDescending(intent => intent.Value).ThenBy(intent => intent.Key).Take(5)],
                Labelled = _labelled,
                Agreed = _agreed,
                FirstFailures = [.. _failures],
            };
        }
    }

    private void Add(QueryReport query)
    {
        if (query.Status == QueryStatus.Answered)
        {
            _queries++;
            _latencies.Add(query.Latency);
        }

        _retries += Math.Max(0, query.Attempts.Length - 1);
        foreach (AttemptReport attempt in query.Attempts)
        {
            _input = _input.Plus(attempt.Usage.InputTokens);
            _output = _output.Plus(attempt.Usage.OutputTokens);
            if (attempt.Model is { } model)
            {
                _models[model] = _models.GetValueOrDefault(model) + 1;
            }
        }
    }

    private void Compare(SupportTicket ticket)
    {
        _intents[ticket.Triage.Intent] = _intents.GetValueOrDefault(ticket.Triage.Intent) + 1;
        if (BankingLabels.TryParse(ticket.Category, out BankingIntent label))
        {
            _labelled++;
            _agreed += label == ticket.Triage.Intent ? 1 : 0;
        }
    }
}

/// <summary>A tally as it stood at one moment.</summary>
internal sealed record RunResult
{
    public required TimeSpan Elapsed { get; init; }

    public required long Answered { get; init; }

    public required long Failed { get; init; }

    public required long AnsweredQueries { get; init; }

    public required long Retries { get; init; }

    public required TokenCount InputTokens { get; init; }

    public required TokenCount OutputTokens { get; init; }

    public required TimeSpan? MedianLatency { get; init; }

    public required TimeSpan? P95Latency { get; init; }

    public required ImmutableArray<string> Models { get; init; }

    public required ImmutableArray<KeyValuePair<BankingIntent, int>> TopIntents { get; init; }

    /// <summary>Answered rows whose intent the data knows.</summary>
    public required long Labelled { get; init; }

    /// <summary>Those of them for which the model chose that intent.</summary>
    public required long Agreed { get; init; }

    public required ImmutableArray<FailedRow<SupportTicket>> FirstFailures { get; init; }

    public long Rows => Answered + Failed;

    public double RowsPerSecond => Rows / Math.Max(Elapsed.TotalSeconds, 0.001);

    public double QueriesPerSecond => AnsweredQueries / Math.Max(Elapsed.TotalSeconds, 0.001);

    /// <summary>Whether answers were invented: the emulator says so in every one.</summary>
    public bool IsEmulated => Models.Any(model => model.Contains("emulator", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Tokens that the provider reported, and how many attempts it reported none for.</summary>
internal readonly record struct TokenCount(long Known, long Unknown)
{
    public TokenCount Plus(int? tokens) => tokens is { } known ? this with { Known = Known + known } : this with { Unknown = Unknown + 1 };
}
