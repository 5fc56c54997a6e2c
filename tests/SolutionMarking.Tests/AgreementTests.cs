using Querent;

namespace SolutionMarking.Tests;

public sealed class AgreementTests
{
    [Fact]
    public void A_mark_agrees_when_it_is_5_or_more_for_a_right_solution_or_less_for_a_wrong_one()
    {
        Agreement agreement = Of(Row([true, true, false, false], (solution, _) => solution is Marking.Case.Small or Marking.Case.Large ? 5 : 4));

        Assert.Equal(new Ratio(1, 1), agreement.Of(Rubric.Clarity, Marking.Case.Small));
        Assert.Equal(new Ratio(0, 1), agreement.Of(Rubric.Clarity, Marking.Case.SmallVerified));
        Assert.Equal(new Ratio(0, 1), agreement.Of(Rubric.Clarity, Marking.Case.Large));
        Assert.Equal(new Ratio(1, 1), agreement.Of(Rubric.Clarity, Marking.Case.LargeVerified));
        Assert.Equal(new Ratio(2, 4), agreement.Of(Rubric.Clarity));
    }

    [Fact]
    public void Criteria_and_rows_are_counted_apart()
    {
        Agreement agreement = Of(
            Row([true, true, true, true], (_, criterion) => criterion == Rubric.Correctness ? 10 : 0),
            Row([false, false, false, true], (_, criterion) => criterion == Rubric.Reasoning ? 10 : 0));

        Assert.Equal(new Ratio(4 + 3, 8), agreement.Of(Rubric.Correctness));
        Assert.Equal(new Ratio(0 + 1, 8), agreement.Of(Rubric.Reasoning));
        Assert.Equal(new Ratio(1, 2), agreement.Of(Rubric.Correctness, Marking.Case.LargeVerified));
        Assert.Equal(new Ratio(5, 8), agreement.Known());
        Assert.Equal(new Ratio(2, 2), agreement.Known(Marking.Case.LargeVerified));
    }

    [Theory]
    [InlineData(10, 0, 0, 5.0, true)]
    [InlineData(9, 0, 2, 4.9, false)]
    [InlineData(0, 10, 10, 5.0, true)]
    [InlineData(1, 2, 3, 1.7, false)]
    [InlineData(3, 9, 4, 5.0, true)]   // a little less in binary
    public void The_weighted_mean_counts_each_criterion_by_its_weight(int correctness, int reasoning, int clarity, double mean, bool saysRight)
    {
        int[] scores = [correctness, reasoning, clarity];
        Marking row = Row([true, true, true, true], (_, criterion) => scores[(int)criterion]);

        Assert.Equal((decimal)mean, Agreement.Weighted(row, Marking.Case.Large));
        Assert.Equal(new Ratio(saysRight ? 4 : 0, 4), Of(row).OfWeighted());
    }

    [Fact]
    public void Every_criterion_has_its_weight_and_all_weights_make_one()
    {
        Assert.Equal(Enum.GetNames<Rubric>(), Marking.Weights.Keys);
        Assert.Equal(1, Marking.Weights.Values.Sum(weight => weight.Share), precision: 10);
    }

    [Theory]
    [InlineData(Choice.A, 0, 1, 0, 0)]
    [InlineData(Choice.B, 1, 1, 0, 0)]
    [InlineData(Choice.D, 0, 1, 0, 0)]
    [InlineData(Choice.None, 0, 0, 1, 1)]
    public void A_verdict_is_held_to_the_solution_that_it_chose(Choice choice, int right, int chosen, int missed, int none)
    {
        Agreement agreement = Of(Row([false, true, false, false], (_, _) => 5) with { Verdict = new Verdict("r", choice) });

        Assert.Equal(new Ratio(right, chosen), agreement.Chosen);
        Assert.Equal(new Ratio(missed, none), agreement.Missed);
    }

    [Fact]
    public void None_is_the_right_choice_where_no_solution_is_right()
        => Assert.Equal(new Ratio(0, 1), Of(Row([false, false, false, false], (_, _) => 0) with { Verdict = new Verdict("r", Choice.None) }).Missed);

    private static Agreement Of(params Marking[] rows)
    {
        var agreement = new Agreement();
        foreach (Marking row in rows)
        {
            agreement.Add(row);
        }

        return agreement;
    }

    private static Marking Row(bool[] isCorrect, Func<Marking.Case, Rubric, int> score) => new()
    {
        Question = "?",
        GroundTruth = "!",
        Small = new Solution("a", isCorrect[0]),
        SmallVerified = new Solution("b", isCorrect[1]),
        Large = new Solution("c", isCorrect[2]),
        LargeVerified = new Solution("d", isCorrect[3]),
        Marks = new(
            from solution in Enum.GetValues<Marking.Case>()
            from criterion in Enum.GetValues<Rubric>()
            select new MatrixCell<Marking.Case, Rubric, Mark>(solution, criterion, new Mark("m", score(solution, criterion)))),
        Verdict = new Verdict("r", Choice.A),
    };
}
