namespace SolutionMarking;

/// <summary>
/// How often marks agree with what the data knows of a solution: a score from the middle of its range up says that the
/// solution is right, one below that it is wrong.
/// </summary>
internal sealed class Agreement
{
    /// <summary>The lowest score that says that a solution is right.</summary>
    public const int RightFrom = 5;

    private readonly Dictionary<(Marking.Case Case, Rubric Criterion), Ratio> _marks = [];
    private readonly Dictionary<Marking.Case, Ratio> _weighted = [];
    private readonly Dictionary<Marking.Case, Ratio> _known = [];

    /// <summary>The verdicts that chose a solution which is known to be right, of those that chose any.</summary>
    public Ratio Chosen { get; private set; }

    /// <summary>The verdicts that chose none although a solution is known to be right, of those that chose none.</summary>
    public Ratio Missed { get; private set; }

    /// <summary>The marks by a criterion that agree, of all there are, for one case or for all.</summary>
    public Ratio Of(Rubric criterion, Marking.Case? only = null) => Sum(_marks.Where(mark => mark.Key.Criterion == criterion).Select(mark => (mark.Key.Case, mark.Value)), only);

    /// <summary>The same for the weighted mean of a solution's marks.</summary>
    public Ratio OfWeighted(Marking.Case? only = null) => Sum(_weighted.Select(mark => (mark.Key, mark.Value)), only);

    /// <summary>The solutions that are known to be right, of all there are.</summary>
    public Ratio Known(Marking.Case? only = null) => Sum(_known.Select(known => (known.Key, known.Value)), only);

    public void Add(Marking row)
    {
        foreach (Marking.Case solution in row.Marks.Cases)
        {
            bool isCorrect = SolutionOf(row, solution).IsCorrect;
            foreach ((_, Rubric criterion, Mark mark) in row.Marks.Of(solution))
            {
                Count(_marks, (solution, criterion), SaysRight(mark.Score) == isCorrect);
            }

            Count(_weighted, solution, SaysRight(Weighted(row, solution)) == isCorrect);
            Count(_known, solution, isCorrect);
        }

        if (row.Verdict.Choice == Choice.None)
        {
            Missed = Missed.Plus(row.Marks.Cases.Any(solution => SolutionOf(row, solution).IsCorrect));
        }
        else
        {
            Chosen = Chosen.Plus(SolutionOf(row, row.Marks.Cases[(int)row.Verdict.Choice]).IsCorrect);
        }
    }

    /// <summary>The mean of a solution's scores, each by the weight of its criterion.</summary>
    public static decimal Weighted(Marking row, Marking.Case solution)
        => row.Marks.Of(solution).Sum(cell => cell.Answer.Score * Marking.Weights[cell.Criterion.ToString()].Share);

    private static bool SaysRight(decimal score) => score >= RightFrom;

    private static Solution SolutionOf(Marking row, Marking.Case solution) => solution switch
    {
        Marking.Case.Small => row.Small,
        Marking.Case.SmallVerified => row.SmallVerified,
        Marking.Case.Large => row.Large,
        _ => row.LargeVerified,
    };

    private static void Count<TKey>(Dictionary<TKey, Ratio> counts, TKey key, bool holds)
        where TKey : notnull
        => counts[key] = counts.GetValueOrDefault(key).Plus(holds);

    private static Ratio Sum(IEnumerable<(Marking.Case Case, Ratio Ratio)> counts, Marking.Case? only)
        => counts.Where(count => only is null || count.Case == only).Aggregate(default(Ratio), (sum, count) => sum.Plus(count.Ratio));
}

/// <summary>How many of some hold.</summary>
internal readonly record struct Ratio(long Holding, long Of)
{
    public Ratio Plus(bool holds) => new(Holding + (holds ? 1 : 0), Of + 1);

    public Ratio Plus(Ratio other) => new(Holding + other.Holding, Of + other.Of);
}
