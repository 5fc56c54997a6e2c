using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>
/// What became of a row: an <see cref="AnsweredRow{TRow}"/> with all of its answers or a <see cref="FailedRow{TRow}"/>
/// with none. There is no third case.
/// </summary>
/// <typeparam name="TRow">The row type.</typeparam>
public abstract class RowOutcome<TRow>
    where TRow : class
{
    private protected RowOutcome(long index, object input, ImmutableArray<QueryReport> queries)
    {
        Index = index;
        UntypedInput = input;
        Queries = queries;
    }

    /// <summary>The row's place in the source, from 0.</summary>
    public long Index { get; }

    /// <summary>
    /// The input that the row was made from; null only where the source gave a null. Generated code adds an
    /// <c>Input</c> property of the input's own type, beside the row type.
    /// </summary>
    public object UntypedInput { get; }

    /// <summary>What the wire said of each query, in the order of the row's query properties.</summary>
    public ImmutableArray<QueryReport> Queries { get; }

    /// <summary>Whether the row came out of the journal as it was recorded there, so that nothing was asked for it.</summary>
    public bool IsRestored { get; internal set; }

    /// <summary>Gets the finished row or the failure, whichever there is.</summary>
    /// <param name="row">The finished row.</param>
    /// <param name="failure">Why there is none.</param>
    public bool TryGetRow([NotNullWhen(true)] out TRow? row, [NotNullWhen(false)] out RowFailure? failure)
    {
        row = (this as AnsweredRow<TRow>)?.Row;
        failure = (this as FailedRow<TRow>)?.Failure;
        return row is not null;
    }
}

/// <summary>A row with all of its answers.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
public sealed class AnsweredRow<TRow> : RowOutcome<TRow>
    where TRow : class
{
    internal AnsweredRow(long index, object input, ImmutableArray<QueryReport> queries, TRow row)
        : base(index, input, queries) => Row = row;

    /// <summary>The finished row.</summary>
    public TRow Row { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Row {Index}: answered";
}

/// <summary>A row that was not answered in full and so has no answers.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
public sealed class FailedRow<TRow> : RowOutcome<TRow>
    where TRow : class
{
    internal FailedRow(long index, object input, ImmutableArray<QueryReport> queries, RowFailure failure)
        : base(index, input, queries) => Failure = failure;

    /// <summary>Why the row failed.</summary>
    public RowFailure Failure { get; }

    /// <inheritdoc/>
    public override string ToString() => $"Row {Index}: {Failure}";
}
