namespace Querent;

/// <summary>What is to be done for queries that have all they need.</summary>
/// <param name="Permits">How many permits are to be requested.</param>
/// <param name="Decisions">How many conditions are to be decided on.</param>
internal readonly record struct RowWork(int Permits, int Decisions)
{
    public static RowWork operator +(RowWork left, RowWork right) => new(left.Permits + right.Permits, left.Decisions + right.Decisions);
}
