using System.Globalization;
using SampleRuns;
using Spectre.Console;

namespace SolutionMarking;

/// <summary>Shows how the marks agree with what is known of the solutions.</summary>
internal sealed class MarkFindings : IFindings<Marking>
{
    // In the order of the cases: models of 6 and 175 billion parameters, with and without a verifier that chose the solution.
    private static readonly string[] Headers = ["6B", "6B\nverified", "175B", "175B\nverified", "All"];

    private readonly Agreement _agreement = new();

    public void Add(Marking row) => _agreement.Add(row);

    public IEnumerable<(string Name, string Text)> Lines(RunResult run)
    {
        (Ratio chosen, Ratio missed) = (_agreement.Chosen, _agreement.Missed);
        yield return ("Verdicts", string.Create(
            CultureInfo.InvariantCulture,
            $"{chosen.Of:N0} chose a solution, {chosen.Holding:N0} of them a right one\n{missed.Of:N0} chose none, {missed.Holding:N0} of them although one is right"));
    }

    public void Show(IAnsiConsole console, RunResult run)
    {
        if (_agreement.Known().Of == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Rounded, Title = new TableTitle("Marks that agree with the known correctness") };
        table.AddColumn(new TableColumn("Criterion"));
        foreach (string header in Headers)
        {
            table.AddColumn(new TableColumn(header).RightAligned());
        }

        foreach (Rubric criterion in Enum.GetValues<Rubric>())
        {
            AddRow(criterion.ToString(), only => _agreement.Of(criterion, only));
        }

        AddRow("All, weighted", _agreement.OfWeighted);
        table.AddEmptyRow();
        AddRow("Known right", _agreement.Known);
        console.Write(table);
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[grey]A score of {Agreement.RightFrom} or more says that a solution is right.[/]"));
        if (run.IsEmulated)
        {
            console.MarkupLine("[yellow]The emulator's answers are invented and agree by chance; a deployment's do not.[/]");
        }

        void AddRow(string name, Func<Marking.Case?, Ratio> ratio)
            => table.AddRow([name, .. Enum.GetValues<Marking.Case>().Select(solution => Share(ratio(solution))), Share(ratio(null))]);
    }

    private static string Share(Ratio ratio) => ratio.Of == 0 ? "–" : (ratio.Holding / (double)ratio.Of).ToString("P0", CultureInfo.InvariantCulture);
}
