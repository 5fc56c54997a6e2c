using System.Text.Json.Serialization;

namespace Querent.Benchmarks.Rows;

/// <summary>The answer to every question.</summary>
internal sealed record Assessment(int Score, string Rationale, Verdict Verdict);

/// <summary>Whether the case passes.</summary>
internal enum Verdict
{
    [JsonStringEnumMemberName("pass")]
    Pass,

    [JsonStringEnumMemberName("fail")]
    Fail,
}
