namespace Querent.Benchmarks.Rows;

/// <summary>A row type, chosen by how many queries it has.</summary>
internal abstract class Questionnaire
{
    /// <summary>How many queries there are row types for.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [1, 4, 12];

    public abstract int Queries { get; }

    /// <summary>The <c>response_format</c> of a query, as UTF-8.</summary>
    public abstract ReadOnlyMemory<byte> ResponseFormatOf(int query);

    /// <summary>The row type with so many queries.</summary>
    public static Questionnaire Of(int queries) => queries switch
    {
        1 => new OfRow<OneQuestion>(),
        4 => new OfRow<FourQuestions>(),
        12 => new OfRow<TwelveQuestions>(),
        _ => throw new ArgumentOutOfRangeException(nameof(queries), queries, $"There are row types of {string.Join(", ", Sizes)} queries."),
    };

    /// <summary>Asks the row type's questions about case files and hands every outcome on.</summary>
    public abstract Task RunAsync(RowExecutor executor, CaseFiles inputs, IOutcomeSink sink, OutcomeOrder order, CancellationToken cancellationToken);

    private sealed class OfRow<TRow> : Questionnaire
        where TRow : class, IQueryRow<TRow, CaseFile>
    {
        public override int Queries => TRow.Plan.Queries.Length;

        public override ReadOnlyMemory<byte> ResponseFormatOf(int query) => TRow.Plan.Queries[query].ResponseFormat;

        public override async Task RunAsync(RowExecutor executor, CaseFiles inputs, IOutcomeSink sink, OutcomeOrder order, CancellationToken cancellationToken)
        {
            await foreach (RowOutcome<TRow> outcome in executor.RunAsync<TRow, CaseFile>(inputs, new RunOptions { Order = order }, cancellationToken))
            {
                sink.Take(outcome);
            }
        }
    }
}
