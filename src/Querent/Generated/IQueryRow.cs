namespace Querent;

/// <summary>A row type that the generator completed. Implemented by generated code.</summary>
/// <typeparam name="TRow">The row type itself.</typeparam>
public interface IQueryRow<TRow>
    where TRow : class, IQueryRow<TRow>
{
    /// <summary>What is asked of each row and how its answers are read.</summary>
    static abstract RowPlan<TRow> Plan { get; }
}

/// <summary>A row type that is made from inputs of one type. Implemented by generated code.</summary>
/// <typeparam name="TRow">The row type itself.</typeparam>
/// <typeparam name="TInput">The type that rows come in as.</typeparam>
public interface IQueryRow<TRow, TInput> : IQueryRow<TRow>
    where TRow : class, IQueryRow<TRow, TInput>
    where TInput : class;

/// <summary>
/// An input that belongs to exactly one row type, so that callers need not name it. Implemented by generated code.
/// </summary>
/// <typeparam name="TRow">The row type that this input becomes.</typeparam>
public interface IRowInput<TRow>
    where TRow : class, IQueryRow<TRow>;
