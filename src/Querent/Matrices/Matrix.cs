using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>
/// The answers to one prompt for each case study of a row and each criterion, case by case. A product may be sparse: then
/// some cells are not there. A cell that was not asked, by its condition, is there and its answer is null. Two are equal
/// when their cells and answers are.
/// </summary>
/// <typeparam name="TCase">The enum of case studies that the generator adds to the row: <c>Case</c>.</typeparam>
/// <typeparam name="TCriterion">The enum of criteria.</typeparam>
/// <typeparam name="TAnswer">The answer's type.</typeparam>
/// <remarks>
/// Enumerates its cells, for LINQ: <c>marks.Of(Rubric.Clarity).Max(cell =&gt; cell.Answer.Score)</c>, and sums up along
/// either axis: <c>marks.ByCase(answers =&gt; answers.Sum(mark =&gt; mark.Score))[Case.Small]</c>.
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
        ArgumentNullException.ThrowIfNull(cells);
        ImmutableArray<MatrixCell<TCase, TCriterion, TAnswer>> all = [.. cells];
        _layout = new MatrixLayout<TCase, TCriterion>([.. all.Select(cell => (cell.Case, cell.Criterion))]);
        _answers = [.. all.Select(cell => cell.Answer)];
    }

    /// <summary>Makes a matrix of a row's answers. Called by generated code.</summary>
    /// <param name="layout">The cells.</param>
    /// <param name="answers">The answers of a row's queries.</param>
    /// <param name="first">The place of the matrix's first answer among them; the others follow in the order of the cells.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many answers from there on as cells.</exception>
    /// <exception cref="InvalidCastException">An answer is of another type.</exception>
    public Matrix(MatrixLayout<TCase, TCriterion> layout, object?[] answers, int first)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, answers.Length - layout.Cells.Length);
        _layout = layout;
        _answers = new TAnswer[layout.Cells.Length];
        for (int place = 0; place < _answers.Length; place++)
        {
            // Not asked, or not answered yet where a prompt needs only some of the cells.
            _answers[place] = answers[first + place] is { } answer ? (TAnswer)answer : default!;
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
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public MatrixCell<TCase, TCriterion, TAnswer> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            (TCase @case, TCriterion criterion) = _layout.Cells[index];
            return new(@case, criterion, _answers[index]);
        }
    }

    /// <summary>Gets the answer of a cell; false where the matrix has no such cell.</summary>
    /// <param name="case">The case study.</param>
    /// <param name="criterion">The criterion.</param>
    /// <param name="answer">The answer.</param>
    public bool TryGet(TCase @case, TCriterion criterion, [MaybeNullWhen(false)] out TAnswer answer)
    {
        int place = _layout.PlaceOf(@case, criterion);
        answer = place < 0 ? default : _answers[place];
        return place >= 0;
    }

    /// <summary>The cells of one case study, in their order; none where it is not in the matrix.</summary>
    /// <param name="case">The case study.</param>
    public IEnumerable<MatrixCell<TCase, TCriterion, TAnswer>> Of(TCase @case)
        => this.Where(cell => EqualityComparer<TCase>.Default.Equals(cell.Case, @case));

    /// <summary>The cells of one criterion, in their order; none where it is not in the matrix.</summary>
    /// <param name="criterion">The criterion.</param>
    public IEnumerable<MatrixCell<TCase, TCriterion, TAnswer>> Of(TCriterion criterion)
        => this.Where(cell => EqualityComparer<TCriterion>.Default.Equals(cell.Criterion, criterion));

    /// <summary>Sums up each case study's answers, whatever the sum is: a total, a mean, the worst.</summary>
    /// <typeparam name="TResult">What a case study comes to.</typeparam>
    /// <param name="sumUp">Makes it of the case study's answers, in their order.</param>
    /// <returns>What each case study comes to, in the order of <see cref="Cases"/>.</returns>
    public IReadOnlyDictionary<TCase, TResult> ByCase<TResult>(Func<IEnumerable<TAnswer>, TResult> sumUp)
        => By(cell => cell.Case, sumUp);

    /// <summary>Sums up the answers to each criterion, whatever the sum is: a total, a mean, the worst.</summary>
    /// <typeparam name="TResult">What a criterion comes to.</typeparam>
    /// <param name="sumUp">Makes it of the answers to the criterion, in their order.</param>
    /// <returns>What each criterion comes to, in the order of <see cref="Criteria"/>.</returns>
    public IReadOnlyDictionary<TCriterion, TResult> ByCriterion<TResult>(Func<IEnumerable<TAnswer>, TResult> sumUp)
        => By(cell => cell.Criterion, sumUp);

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

    /// <summary>The number of its case studies and criteria, and of its cells where some are not there; no answer.</summary>
    public override string ToString() => Count == Cases.Length * Criteria.Length
        ? $"{Cases.Length} × {Criteria.Length}"
        : $"{Cases.Length} × {Criteria.Length}, {Count} cells";

    private OrderedDictionary<TKey, TResult> By<TKey, TResult>(Func<MatrixCell<TCase, TCriterion, TAnswer>, TKey> axis, Func<IEnumerable<TAnswer>, TResult> sumUp)
        where TKey : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(sumUp);
        return new(this.GroupBy(axis, cell => cell.Answer).Select(answers => KeyValuePair.Create(answers.Key, sumUp(answers))));
    }
}
