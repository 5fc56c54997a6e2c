using System.Collections.Concurrent;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Weather;

/// <summary>Takes the outcomes in some weather, and holds each answer against the one of fair weather.</summary>
internal sealed class WeatherSink(FourQuestions?[] fair)
{
    private long _taken;

    public long Taken => Volatile.Read(ref _taken);

    public long Answered { get; private set; }

    public long Failed { get; private set; }

    /// <summary>Rows that were given as answered and had an answer missing.</summary>
    public long Partial { get; private set; }

    /// <summary>Rows with an answer that is not theirs.</summary>
    public long Swapped { get; private set; }

    /// <summary>Attempts that the reports of queries tell of.</summary>
    public long Reported { get; private set; }

    public ConcurrentDictionary<QueryErrorKind, long> Failures { get; } = new();

    public void Take(RowOutcome<FourQuestions> outcome)
    {
        foreach (QueryReport query in outcome.Queries)
        {
            Reported += query.Attempts.Length;
        }

        if (outcome.TryGetRow(out FourQuestions? row, out RowFailure? failure))
        {
            Answered++;
            Check(row, (CaseFile)outcome.UntypedInput);
        }
        else
        {
            Failed++;
            Failures.AddOrUpdate(failure.Error.Kind, 1, static (_, count) => count + 1);
        }

        Interlocked.Increment(ref _taken);
    }

    private void Check(FourQuestions row, CaseFile file)
    {
        Partial += new object?[] { row.Answer1, row.Answer2, row.Answer3, row.Answer4 }.Contains(null) ? 1 : 0;
        ref FourQuestions? known = ref fair[file.Number];
        Swapped += row.Number != file.Number || (known is not null && known != row) ? 1 : 0;
        known ??= row;
    }
}
