using System.Globalization;
using Querent.Emulator;

namespace Querent.Extensions.AI.Tests;

/// <summary>What can go wrong on the wire, by name.</summary>
internal static class WireFaults
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "status-400", "status-401", "status-403", "status-404", "status-408", "status-409", "status-413", "status-422",
        "status-500", "status-501", "status-502", "status-503", "status-504", "status-529",
        "throttle", "throttle-date", "throttle-ms", "throttle-now", "throttle-silent",
        "content-filter-prompt", "content-filter-prompt-new", "content-filter-output", "content-filter-output-partial", "content-filter-down", "filter-notes",
        "refusal", "truncated", "reasoning-cut", "context-too-long", "not-json-200", "not-json-502", "answer-not-json", "answer-wrong",
        "cut-body", "cut-body-closed", "reset", "slow-drip",
        "empty-choices", "no-content", "content-absent", "no-usage", "partial-usage", "error-in-success", "empty-body", "two-documents", "byte-order-mark", "compressed", "falsely-compressed",
        "unknown-finish-reason", "tool-calls",
    ];

    public static EmulatorFault Get(string name) => name switch
    {
        ['s', 't', 'a', 't', 'u', 's', '-', .. string code] => EmulatorFault.Status(int.Parse(code, CultureInfo.InvariantCulture)),
        "throttle" => EmulatorFault.Throttle(TimeSpan.FromHours(1)),
        "throttle-date" => EmulatorFault.Throttle(TimeSpan.FromHours(1), RetryAfterForm.Date),
        "throttle-ms" => EmulatorFault.Throttle(TimeSpan.FromHours(1), RetryAfterForm.Milliseconds),
        "throttle-now" => EmulatorFault.Throttle(),
        "throttle-silent" => EmulatorFault.Throttle(form: RetryAfterForm.None),
        "content-filter-prompt" => EmulatorFault.ContentFilterPrompt(),
        "content-filter-prompt-new" => EmulatorFault.ContentFilterPrompt(PromptFilterForm.ContentFilters),
        "content-filter-output" => EmulatorFault.ContentFilterOutput(),
        "content-filter-output-partial" => EmulatorFault.ContentFilterOutput(partial: true),
        "content-filter-down" => EmulatorFault.FilterDown(),
        "refusal" => EmulatorFault.Refusal(),
        "truncated" => EmulatorFault.Truncated(),
        "context-too-long" => EmulatorFault.ContextTooLong(),
        "not-json-200" => EmulatorFault.NotJson(200),
        "not-json-502" => EmulatorFault.NotJson(502),
        "answer-not-json" => EmulatorFault.AnswerNotJson(),
        "answer-wrong" => EmulatorFault.AnswerWrong(),
        "cut-body" => EmulatorFault.CutBody(),
        "cut-body-closed" => EmulatorFault.CutBody(reset: false),
        "reset" => EmulatorFault.ResetBeforeResponse(),
        "slow-drip" => EmulatorFault.SlowDrip(TimeSpan.FromMilliseconds(1)),
        "empty-choices" => EmulatorFault.EmptyChoices(),
        "no-content" => EmulatorFault.NoContent(),
        "content-absent" => EmulatorFault.NoContent(absent: true),
        "no-usage" => EmulatorFault.NoUsage(),
        "filter-notes" or "reasoning-cut" or "partial-usage" or "error-in-success" or "empty-body" or "two-documents" or "byte-order-mark" or "compressed" or "falsely-compressed" =>
            EmulatorFault.ByName[name],
        "unknown-finish-reason" => EmulatorFault.UnknownFinishReason(),
        "tool-calls" => EmulatorFault.ToolCalls(),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
