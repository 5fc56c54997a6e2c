using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>
/// The answers to one prompt for each case study of a row and each criterion, case by case. A product may be sparse: then
/// some cells are not there. Two are equal when their cells and answers are.
/// </summary>
/// <typeparam name="TCase">The enum of case studies that the generator adds to the row: <c>Case</c>.</typeparam>
/// <typeparam name="TCriterion">The enum of criteria.</typeparam>
/// <typeparam name="TAnswer">The answer's type.</typeparam>
/// <remarks>
/// Enumerates its cells, for LINQ: <c>marks.Where(cell =&gt; cell.Criterion == Rubric.Clarity).Sum(cell =&gt; cell.Answer.Score)</c>.
/// </remarks>
public sealed class Matrix<TCase, TCriterion, TAnswer> : IReadOnlyList<MatrixCell<TCase, TCriterion, TAnswer>>, IEquatable<Matrix<TCase, TCriterion, TAnswer>>
    where TCase : struct, Enum
    where TCriterion : struct, Enum
{
    private readonly MatrixLayout<TCase, TCriterion> _layout;
    private readonly TAnswer[] _answers;

    /// <summary>Makes a matrix of its cells, for a test or a row of your own.</summary>
    /// <param name="cells">The cells in their order, each once.</param>
    /// <exception cref="ArgumentException">A cell is there twice.</exception>
    public Matrix(params IEnumerable<MatrixCell<TCase, TCriterion, TAnswer>> cells)
    {
        ImmutableArray<MatrixCell<TCase, TCriterion, TAnswer>> all = [.. cells];
        _layout = new MatrixLayout<TCase, TCriterion>([.. all.Select(cell => (cell.Case, cell.Criterion))]);
        _answers = [.. all.Select(cell => cell.Answer)];
    }

    /// <summary>Makes a matrix of a row's answers. Called by generated code.</summary>
    /// <param name="layout">The cells.</param>
    /// <param name="answers">The answers of a row's queries.</param>
    /// <param name="first">The place of the matrix's first answer among them; the others follow in the order of the cells.</param>
    public Matrix(MatrixLayout<TCase, TCriterion> layout, object?[] answers, int first)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(answers);
        _layout = layout;
        _answers = new TAnswer[layout.Cells.Length];
        for (int place = 0; place < _answers.Length; place++)
        {
            // Not asked, or not answered yet where a prompt needs only some of the cells.
            _answers[place] = answers[first + place] is TAnswer answer ? answer : default!;
        }
    }

    /// <summary>The number of cells.</summary>
    public int Count => _answers.Length;

    /// <summary>The case studies, in the order of their first cells.</summary>
    public ImmutableArray<TCase> Cases => _layout.Cases;

    /// <summary>The criteria, in the order of their first cells.</summary>
    public ImmutableArray<TCriterion> Criteria => _layout.Criteria;

    /// <summary>The answer of a cell.</summary>
    /// <param name="case">The case study.</param>
    /// <param name="criterion">The criterion.</param>
    /// <exception cref="KeyNotFoundException">The matrix has no such cell.</exception>
    public TAnswer this[TCase @case, TCriterion criterion]
        => TryGet(@case, criterion, out TAnswer? answer)
            ? answer
            : throw new KeyNotFoundException($"The matrix has no cell [{@case}, {criterion}].");

    /// <summary>The cell at a place.</summary>
    /// <param name="index">The place in the order of the cells, from 0.</param>
    public MatrixCell<TCase, TCriterion, TAnswer> this[int index]
        => new(_layout.Cells[index].Case, _layout.Cells[index].Criterion, _answers[index]);

    /// <summary>Gets the answer of a cell, where there is one.</summary>
    /// <param name="case">The case study.</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="answer">The answer.</param>
    public bool TryGet(TCase @case, TCriterion criterion, [MaybeNullWhen(false)] out TAnswer answer)
    {
        int place = _layout.PlaceOf(@case, criterion);
        answer = place < 0 ? default : _answers[place];
        return place >= 0;
    }

    /// <summary>The cells of one case study, in the order of the criteria.</summary>
    /// <param name="case">The case study.</param>
    public IEnumerable<MatrixCell<TCase, TCriterion, TAnswer>> Of(TCase @case)
        => this.Where(cell => EqualityComparer<TCase>.Default.Equals(cell.Case, @case));

    /// <summary>The cells of one criterion, in the order of the case studies.</summary>
    /// <param name="criterion">The criterion.</param>
    public IEnumerable<MatrixCell<TCase, TCriterion, TAnswer>> Of(TCriterion criterion)
        => this.Where(cell => EqualityComparer<TCriterion>.Default.Equals(cell.Criterion, criterion));

    /// <inheritdoc/>
    public IEnumerator<MatrixCell<TCase, TCriterion, TAnswer>> GetEnumerator()
    {
        for (int place = 0; place < _answers.Length; place++)
        {
            yield return this[place];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Matrix<TCase, TCriterion, TAnswer>? other)
        => other is not null && _layout.Cells.AsSpan().SequenceEqual(other._layout.Cells.AsSpan()) && _answers.AsSpan().SequenceEqual(other._answers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Matrix<TCase, TCriterion, TAnswer>);

    /// <inheritdoc/>
    public override int GetHashCode() => _answers.Aggregate(Count, HashCode.Combine);

    /// <summary>The number of its case studies and criteria; no answer.</summary>
    public override string ToString() => $"{Cases.Length} × {Criteria.Length}";
}
