using System.Globalization;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Limits.Quota;

/// <summary>Steps of quotas, ours beside the rivals.</summary>
internal sealed class QuotaTable
{
    private readonly TextTable _table;
    private int _missed;
    private int _steps;

    public QuotaTable(IEnumerable<string> rivals) => _table = new TextTable(
    [
        "quota", "headers", "step", "goodput", "throttled", "settled s", "goal",
        .. rivals.SelectMany(name => new[] { $"{name}: goodput", "throttled" }),
    ]);

    public bool IsMet => _missed == 0;

    public void Add(QuotaCase quota, QuotaTrace ours, IReadOnlyList<QuotaTrace> rivals)
    {
        for (int step = 0; step < QuotaCase.Steps.Count; step++)
        {
            var made = QuotaStep.Of(quota, step, ours);
            bool isMet = made.IsMet(quota);
            _steps++;
            _missed += isMet ? 0 : 1;
            _table.Add(
            [
                quota.Name,
                quota.HasHeaders ? "yes" : "no",
                QuotaCase.Steps[step].Name,
                Text($"{made.Goodput:0.000}"),
                Text($"{made.Throttled:0.000}"),
                made.Settled is { } seconds ? Text($"{seconds}") : "never",
                isMet ? "met" : "NOT met",
                .. rivals.Select(rival => QuotaStep.Of(quota, step, rival)).SelectMany(other => new[] { Text($"{other.Goodput:0.000}"), Text($"{other.Throttled:0.000}") }),
            ]);
        }
    }

    public string Format() => Text($"""
        {_table}
        Goodput at least 97 % of the quota with headers and 90 % without, throttled at most 2 % and 5 % of attempts, from the allowance after each step on
        (5 s, or one window with headers and two without): {_steps - _missed} of {_steps} steps: {(IsMet ? "met" : "NOT met")}.
        """);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
