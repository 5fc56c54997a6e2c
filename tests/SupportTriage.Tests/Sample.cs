using SupportTriage;
using SupportTriage.Tests;

namespace SampleRuns.Suite;

/// <summary>The sample that these tests run.</summary>
internal sealed partial class Sample
{
    public static SampleCommand Command => Program.Command;

    /// <summary>How many questions it asks about a row.</summary>
    public const int QueriesARow = 3;

    /// <summary>The columns of a row that failed, but for its error.</summary>
    public static readonly string[] InputColumns = ["text", "category"];

    /// <summary>The columns of an answered row.</summary>
    public static readonly string[] Columns =
    [
        .. InputColumns,
        "triage_intent", "triage_urgency", "triage_confidence",
        "handover_mood", "handover_reason", "handover_needs_person",
        "reply",
    ];

    /// <summary>The first column of each of the excerpt's rows.</summary>
    public static IReadOnlyList<string> FirstColumn { get; } = [.. PlainCsv.Read(File.ReadAllText(Command.Excerpt)).Skip(1).Select(record => record[0])];

    /// <summary>A file of one row.</summary>
    public static string OneRow => "text\nHello\n";
}
