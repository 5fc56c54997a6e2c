namespace Querent.Benchmarks.Rows;

/// <summary>Takes the outcomes of a run one by one, on one thread at a time.</summary>
internal interface IOutcomeSink
{
    void Take<TRow>(RowOutcome<TRow> outcome)
        where TRow : class;
}
