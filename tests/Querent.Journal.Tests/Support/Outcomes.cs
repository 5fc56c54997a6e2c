using Querent.Journal.Tests.Rows;

namespace Querent.Journal.Tests.Support;

internal static class Outcomes
{
    /// <summary>The finished row; fails the test when there is none.</summary>
    public static Note ToRow(this RowOutcome<Note> outcome) => outcome.TryGetRow(out Note? row, out RowFailure? failure) ? row : throw new InvalidOperationException(failure.ToString());
}
