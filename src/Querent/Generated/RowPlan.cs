using System.Collections.Immutable;
using System.Text.Json;

namespace Querent;

/// <summary>Finds the plan of a row type.</summary>
public static class RowPlan
{
    /// <summary>The plan that the generator wrote for a row type.</summary>
    /// <typeparam name="TRow">The row type.</typeparam>
    public static RowPlan<TRow> Of<TRow>()
        where TRow : class, IQueryRow<TRow>
        => TRow.Plan;
}

/// <summary>
/// Everything that is known about a row type at build time: its queries, its columns, and how a finished row is put
/// together. Made by generated code, followed by <see cref="RowExecutor"/>.
/// </summary>
/// <typeparam name="TRow">The row type.</typeparam>
public abstract class RowPlan<TRow>
    where TRow : class
{
    private protected RowPlan(string name, ImmutableArray<QueryDefinition> queries, ImmutableArray<string> inputColumns, ImmutableArray<string> columns)
    {
        Name = name;
        Queries = queries;
        InputColumns = inputColumns;
        Columns = columns;
        Schedule = QuerySchedule.Of(queries);
    }

    /// <summary>The row type's name, without its namespace.</summary>
    public string Name { get; }

    /// <summary>The row's queries, in the order of their properties.</summary>
    public ImmutableArray<QueryDefinition> Queries { get; }

    /// <summary>The names of the columns that <see cref="WriteInput"/> writes, in its order.</summary>
    public ImmutableArray<string> InputColumns { get; }

    /// <summary>The names of the columns that <see cref="WriteRow"/> writes, in its order; the input's come first.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Which queries wait for which; null where each is asked of every row, and none waits.</summary>
    internal QuerySchedule? Schedule { get; }

    /// <summary>Which queries wait for which, also where none does.</summary>
    internal QuerySchedule WholeSchedule => Schedule ?? (field ??= QuerySchedule.OfAll(Queries));

    /// <summary>The type that rows come in as.</summary>
    public abstract Type InputType { get; }

    /// <summary>Whether properties of the input are marked with <see cref="RowKeyAttribute"/>, which tell its rows apart.</summary>
    public abstract bool HasRowKey { get; }

    /// <summary>Writes an input as the properties of a JSON object that the caller has started, a column each.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="input">An input of <see cref="InputType"/>.</param>
    public abstract void WriteInput(Utf8JsonWriter writer, object input);

    /// <summary>Writes a finished row as the properties of a JSON object that the caller has started, a column each.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="row">A finished row.</param>
    public abstract void WriteRow(Utf8JsonWriter writer, TRow row);

    /// <summary>
    /// The text of an input's key. Null where the row type has none (<see cref="HasRowKey"/>), and else where a part of the
    /// key is null in spite of its type, so that the row cannot be told apart.
    /// </summary>
    internal abstract string? KeyOf(object input);

    /// <summary>Renders a query's messages as the elements of a JSON array.</summary>
    internal abstract void Render(int query, object input, object?[] answers, PromptWriter writer);

    /// <summary>Whether a query is asked of a row, by its input and the answers so far.</summary>
    internal abstract bool IsAsked(int query, object input, object?[] answers);

    /// <summary>Makes the finished row of an input and all of its answers, in the order of <see cref="Queries"/>.</summary>
    internal abstract TRow Complete(object input, object?[] answers);
}

/// <summary>The plan of a row type whose inputs are of one type. Made by generated code.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
/// <typeparam name="TInput">The type that rows come in as.</typeparam>
/// <param name="name">The row type's name, without its namespace.</param>
/// <param name="queries">The row's queries, in the order of their properties.</param>
/// <param name="inputColumns">The input's column names.</param>
/// <param name="columns">The finished row's column names, the input's first.</param>
/// <param name="complete">Makes the finished row of an input and all of its answers.</param>
/// <param name="writeInput">Writes an input's columns.</param>
/// <param name="writeRow">Writes a finished row's columns.</param>
public sealed class RowPlan<TRow, TInput>(
    string name,
    ImmutableArray<QueryDefinition<TInput>> queries,
    ImmutableArray<string> inputColumns,
    ImmutableArray<string> columns,
    Func<TInput, object?[], TRow> complete,
    Action<Utf8JsonWriter, TInput> writeInput,
    Action<Utf8JsonWriter, TRow> writeRow)
    : RowPlan<TRow>(name, ImmutableArray<QueryDefinition>.CastUp(queries), inputColumns, columns)
    where TRow : class
    where TInput : class
{
    /// <inheritdoc/>
    public override Type InputType => typeof(TInput);

    /// <inheritdoc/>
    public override bool HasRowKey => RowKey is not null;

    /// <summary>
    /// Gives the text of an input's key, as <see cref="RowKeyAttribute"/> describes it, and null where a part of the key is
    /// null; null itself where the row type has no key.
    /// </summary>
    public Func<TInput, string?>? RowKey { get; init; }

    /// <inheritdoc/>
    public override void WriteInput(Utf8JsonWriter writer, object input) => writeInput(writer, (TInput)input);

    /// <inheritdoc/>
    public override void WriteRow(Utf8JsonWriter writer, TRow row) => writeRow(writer, row);

    internal override string? KeyOf(object input) => RowKey?.Invoke((TInput)input);

    internal override void Render(int query, object input, object?[] answers, PromptWriter writer) => queries[query].Render((TInput)input, answers, writer);

    internal override bool IsAsked(int query, object input, object?[] answers) => queries[query].When?.Invoke((TInput)input, answers) ?? true;

    internal override TRow Complete(object input, object?[] answers) => complete((TInput)input, answers);
}
