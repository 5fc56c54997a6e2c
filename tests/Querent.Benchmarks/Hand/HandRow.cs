using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>A row on its way: its case file and the answers so far.</summary>
internal sealed class HandRow(CaseFile file, int queries)
{
    private readonly Assessment?[] _answers = new Assessment?[queries];
    private int _left = queries;

    public CaseFile File => file;

    /// <summary>Whether every query was answered; settled once <see cref="Set"/> has returned true.</summary>
    public bool IsAnswered => !_answers.AsSpan().Contains(null);

    /// <summary>Takes an answer, or null where there was none; true with the last.</summary>
    public bool Set(int query, Assessment? answer)
    {
        _answers[query] = answer;
        return Interlocked.Decrement(ref _left) == 0;
    }
}
