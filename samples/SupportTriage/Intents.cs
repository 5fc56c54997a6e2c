using System.Globalization;
using SampleRuns;

namespace SupportTriage;

/// <summary>Counts the intents that the model chose, and how often it chose the one that people did.</summary>
internal sealed class Intents : IFindings<SupportTicket>
{
    private const int Shown = 5;

    private readonly Dictionary<BankingIntent, int> _counts = [];
    private int _labelled;
    private int _agreed;

    public void Add(SupportTicket row)
    {
        _counts[row.Triage.Intent] = _counts.GetValueOrDefault(row.Triage.Intent) + 1;
        if (BankingLabels.TryParse(row.Category, out BankingIntent label))
        {
            _labelled++;
            _agreed += label == row.Triage.Intent ? 1 : 0;
        }
    }

    public IEnumerable<(string Name, string Text)> Lines(RunResult run)
    {
        IEnumerable<string> top = _counts
            .OrderByDescending(intent => intent.Value).ThenBy(intent => intent.Key).Take(Shown)
            .Select(intent => $"{intent.Value,4}  {intent.Key}");
        yield return ("Top intents", _counts.Count == 0 ? "none" : string.Join('\n', top));
        if (_labelled > 0)
        {
            yield return ("Known intents", run.IsEmulated
                ? "[yellow]not compared: the emulator's answers are invented[/]"
                : string.Create(CultureInfo.InvariantCulture, $"{_agreed:N0} of {_labelled:N0} agree ({(double)_agreed / _labelled:P1})"));
        }
    }
}
