using Querent.Journal.Tests.Rows;

namespace Querent.Journal.Tests.Support;

internal static class Outcomes
{
    /// <summary>The finished row; fails the test when there is none.</summary>
    public static Note ToRow(this RowOutcome<Note> outcome) => outcome.TryGetRow(out Note? row, out RowFailure? failure) ? row : throw new InvalidOperationException(failure.ToString());

    /// <summary>Why there is no row; fails the test when there is one.</summary>
    public static RowFailure ToFailure(this RowOutcome<Note> outcome) => outcome.TryGetRow(out _, out RowFailure? failure) ? throw new InvalidOperationException("The row was answered.") : failure;
}
