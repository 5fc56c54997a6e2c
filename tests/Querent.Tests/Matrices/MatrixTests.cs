namespace Querent.Tests.Matrices;

public class MatrixTests
{
    private enum Case
    {
        Small,
        Large,
    }

    private enum Rubric
    {
        Correctness,
        Clarity,
        Style,
    }

    private static readonly MatrixLayout<Case, Rubric> Full = new(
        (Case.Small, Rubric.Correctness), (Case.Small, Rubric.Clarity), (Case.Large, Rubric.Correctness), (Case.Large, Rubric.Clarity));

    private static readonly MatrixLayout<Case, Rubric> Sparse = new(
        (Case.Large, Rubric.Clarity), (Case.Large, Rubric.Style), (Case.Small, Rubric.Clarity));

    private static Matrix<Case, Rubric, int> Marks => new(Full, ["another query's", 1, 2, 3, 4, null], 1);

    [Fact]
    public void A_cell_has_its_own_answer_by_its_case_and_criterion()
    {
        Assert.Equal(2, Marks[Case.Small, Rubric.Clarity]);
        Assert.Equal(3, Marks[Case.Large, Rubric.Correctness]);
        Assert.True(Marks.TryGet(Case.Large, Rubric.Clarity, out int answer));
        Assert.Equal(4, answer);
    }

    [Fact]
    public void Its_cells_are_enumerated_in_their_order_with_their_places()
    {
        Assert.Equal(4, Marks.Count);
        Assert.Equal(
            [(Case.Small, Rubric.Correctness, 1), (Case.Small, Rubric.Clarity, 2), (Case.Large, Rubric.Correctness, 3), (Case.Large, Rubric.Clarity, 4)],
            Marks.Select(cell => (cell.Case, cell.Criterion, cell.Answer)));
        Assert.Equal(new(Case.Large, Rubric.Correctness, 3), Marks[2]);
    }

    [Fact]
    public void A_cell_that_is_not_there_is_an_error_that_names_it_and_never_another_cells_answer()
    {
        Assert.False(Marks.TryGet(Case.Small, Rubric.Style, out int answer));
        Assert.Equal(0, answer);
        Assert.Equal("The matrix has no cell [Small, Style].", Assert.Throws<KeyNotFoundException>(() => Marks[Case.Small, Rubric.Style]).Message);
        Assert.Throws<KeyNotFoundException>(() => Marks[(Case)7, Rubric.Clarity]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Marks[4]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Marks[-1]);
    }

    [Fact]
    public void The_axes_of_a_sparse_product_come_in_the_order_of_their_first_cells()
    {
        var marks = new Matrix<Case, Rubric, int>(Sparse, [1, 2, 3], 0);

        Assert.Equal([Case.Large, Case.Small], marks.Cases);
        Assert.Equal([Rubric.Clarity, Rubric.Style], marks.Criteria);
        Assert.Equal([1, 2], marks.Of(Case.Large).Select(cell => cell.Answer));
        Assert.Equal([3], marks.Of(Case.Small).Select(cell => cell.Answer));
        Assert.Equal([1, 3], marks.Of(Rubric.Clarity).Select(cell => cell.Answer));
        Assert.Empty(marks.Of(Rubric.Correctness));
        Assert.False(marks.TryGet(Case.Small, Rubric.Style, out _));
    }

    [Fact]
    public void Totals_by_case_and_by_criterion_take_a_line()
    {
        Assert.Equal(
            [KeyValuePair.Create(Case.Small, 3), KeyValuePair.Create(Case.Large, 7)],
            Marks.ByCase(answers => answers.Sum()));
        Assert.Equal(2.0, Marks.ByCriterion(answers => answers.Average())[Rubric.Correctness]);
        Assert.Equal(Case.Large, Marks.ByCase(answers => answers.Sum()).MaxBy(total => total.Value).Key);
        Assert.Equal([3, 3], new Matrix<Case, Rubric, int>(Sparse, [1, 2, 3], 0).ByCase(answers => answers.Sum()).Values);
    }

    [Fact]
    public void A_cell_that_was_not_asked_is_there_and_null()
    {
        var marks = new Matrix<Case, Rubric, int?>(Full, [1, null, 3, null], 0);

        Assert.Equal([1, null, 3, null], marks.Select(cell => cell.Answer));
        Assert.True(marks.TryGet(Case.Small, Rubric.Clarity, out int? answer));
        Assert.Null(answer);
        Assert.Equal(2, marks.Count(cell => cell.Answer is null));
    }

    [Fact]
    public void An_answer_that_a_prompt_does_not_wait_for_is_the_types_default_in_the_meantime()
    {
        Assert.Equal([1, 0, 3, 0], new Matrix<Case, Rubric, int>(Full, [1, null, 3, null], 0).Select(cell => cell.Answer));
        Assert.Null(new Matrix<Case, Rubric, string>(Full, ["a", null, null, null], 0)[Case.Small, Rubric.Clarity]);
    }

    [Fact]
    public void Answers_that_do_not_fit_the_layout_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Matrix<Case, Rubric, int>(Full, [1, 2, 3, 4], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Matrix<Case, Rubric, int>(Full, [1, 2, 3, 4], -1));
        Assert.Throws<InvalidCastException>(() => new Matrix<Case, Rubric, int>(Full, [1, "two", 3, 4], 0));
    }

    [Fact]
    public void A_matrix_of_ones_own_cells_is_equal_to_that_of_the_same_answers()
    {
        Matrix<Case, Rubric, int> own = new(
            new(Case.Small, Rubric.Correctness, 1), new(Case.Small, Rubric.Clarity, 2), new(Case.Large, Rubric.Correctness, 3), new(Case.Large, Rubric.Clarity, 4));

        Assert.True(own.Equals(Marks));
        Assert.Equal(own.GetHashCode(), Marks.GetHashCode());
        Assert.False(own.Equals(new Matrix<Case, Rubric, int>(Full, [1, 2, 3, 5], 0)));
        Assert.False(own.Equals((object?)null));

        // The same answers in other cells.
        Assert.False(new Matrix<Case, Rubric, int>(new MatrixCell<Case, Rubric, int>(Case.Small, Rubric.Clarity, 1))
            .Equals(new Matrix<Case, Rubric, int>(new MatrixCell<Case, Rubric, int>(Case.Large, Rubric.Clarity, 1))));
    }

    [Fact]
    public void A_cell_twice_is_refused_by_name()
        => Assert.StartsWith(
            "The cell [Small, Clarity] is there twice.",
            Assert.Throws<ArgumentException>(() => new Matrix<Case, Rubric, int>(new(Case.Small, Rubric.Clarity, 1), new(Case.Small, Rubric.Clarity, 2))).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Its_text_is_its_size_and_holds_no_answer()
    {
        Assert.Equal("2 × 2", Marks.ToString());
        Assert.Equal("2 × 2, 3 cells", new Matrix<Case, Rubric, int>(Sparse, [1, 2, 3], 0).ToString());
        Assert.Equal("0 × 0", new Matrix<Case, Rubric, int>().ToString());
    }
}
