namespace Querent;

/// <summary>How fast a <see cref="LevelSearch"/> goes.</summary>
/// <param name="SmallestStep">The least first step of a probe, in units of the level.</param>
/// <param name="ProbePart">The first step of a probe, as a part of the level.</param>
/// <param name="RoundsToSee">After how many rounds in use it is known that a level is not refused.</param>
/// <param name="FirstPatience">After how many rounds a level that was just found is probed.</param>
/// <param name="LongestPatience">After how many rounds one is probed that has been found again and again.</param>
internal sealed record SearchPace(double SmallestStep, double ProbePart, double RoundsToSee, double FirstPatience, double LongestPatience)
{
    /// <summary>A step is also tried for so long that it comes to this much more, rounds times units of the level; nought unless set.</summary>
    public double FewestToSee { get; init; }
}
