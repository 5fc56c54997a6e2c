using System.Collections.ObjectModel;

namespace Querent;

/// <summary>Counts by kind of error.</summary>
internal sealed class KindCounter
{
    private readonly long[] _counts = new long[Enum.GetValues<QueryErrorKind>().Length];

    public void Add(QueryErrorKind kind) => Interlocked.Increment(ref _counts[(int)kind]);

    /// <summary>What was counted, without the kinds of which there were none.</summary>
    public ReadOnlyDictionary<QueryErrorKind, long> ToDictionary()
    {
        var counts = new Dictionary<QueryErrorKind, long>();
        for (int kind = 0; kind < _counts.Length; kind++)
        {
            if (Interlocked.Read(ref _counts[kind]) is var count and > 0)
            {
                counts[(QueryErrorKind)kind] = count;
            }
        }

        return new ReadOnlyDictionary<QueryErrorKind, long>(counts);
    }
}
