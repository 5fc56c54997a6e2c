using Querent.Journal.Tests.Rows;
using Querent.Journal.Tests.Rows.Changed;
using ChangedNote = Querent.Journal.Tests.Rows.Changed.Note;
using FirstNote = Querent.Journal.Tests.Rows.Note;

namespace Querent.Journal.Tests.Model;

/// <summary>A row's input.</summary>
internal sealed record ModelRow(int Id, string Text);

/// <summary>What came of a row, whichever version of its prompts it was asked by: the answers as <c>id/query</c>, or the failure.</summary>
internal sealed record ModelOutcome(ModelRow Row, bool IsRestored, string[] Answers, RowFailure? Failure);

/// <summary>One of the two versions of the row's prompts.</summary>
internal sealed record ModelVersion(string Name, string FirstQuery, Func<RowExecutor, IEnumerable<ModelRow>, RunOptions, CancellationToken, IAsyncEnumerable<ModelOutcome>> RunAsync)
{
    public static ModelVersion First { get; } = new("first", "One", RunFirstAsync);

    public static ModelVersion Changed { get; } = new("changed", "Uno", RunChangedAsync);

    /// <summary>The prompt of a query as it is rendered.</summary>
    public string Prompt(ModelRow row, string query) => query switch
    {
        "One" => $"{row.Id}/{FirstQuery}/{row.Text}",
        "Four" => $"{row.Id}/Four/{row.Text} {FirstQuery}",
        _ => $"{row.Id}/{query}/{row.Text}",
    };

    private static async IAsyncEnumerable<ModelOutcome> RunFirstAsync(RowExecutor executor, IEnumerable<ModelRow> rows, RunOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (RowOutcome<FirstNote> outcome in executor.RunAsync(rows.Select(row => new FirstNote.Input { Id = row.Id, Text = row.Text }), options, cancellationToken))
        {
            yield return outcome.TryGetRow(out FirstNote? row, out RowFailure? failure)
                ? new ModelOutcome(new(row.Id, row.Text), outcome.IsRestored, [.. new[] { row.One, row.Two, row.Three, row.Four }.Select(echo => $"{echo.Id}/{echo.Query}")], null)
                : new ModelOutcome(new(outcome.Input.Id, outcome.Input.Text), outcome.IsRestored, [], failure);
        }
    }

    private static async IAsyncEnumerable<ModelOutcome> RunChangedAsync(RowExecutor executor, IEnumerable<ModelRow> rows, RunOptions options, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (RowOutcome<ChangedNote> outcome in executor.RunAsync(rows.Select(row => new ChangedNote.Input { Id = row.Id, Text = row.Text }), options, cancellationToken))
        {
            yield return outcome.TryGetRow(out ChangedNote? row, out RowFailure? failure)
                ? new ModelOutcome(new(row.Id, row.Text), outcome.IsRestored, [.. new[] { row.One, row.Two, row.Three, row.Four }.Select(echo => $"{echo.Id}/{echo.Query}")], null)
                : new ModelOutcome(new(outcome.Input.Id, outcome.Input.Text), outcome.IsRestored, [], failure);
        }
    }
}
